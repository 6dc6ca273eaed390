"""How a plan file is read, part by part: `sessions.plan_file.parse` puts these together."""
