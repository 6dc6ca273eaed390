# A PostgreSQL for the tests, which start one of their own. Read by .ci/setup.
# shellcheck shell=sh disable=SC2154 # one file sets what another reads

has_postgres() {
	for initdb in /usr/lib/postgresql/*/bin/initdb "$(command -v initdb)"; do
		if [ -x "$initdb" ]; then return; fi
	done
	return 1
}

# Debian's package makes a database cluster and starts it, unless it is told not to.
install_without_cluster() {
	told=/etc/postgresql-common/createcluster.d/flipchart-tests.conf
	as_root mkdir -p "${told%/*}"
	echo "create_main_cluster = false" | as_root tee "$told" >/dev/null
	apt_install postgresql
	as_root rm -f "$told"
}

get_postgres() {
	if has_postgres; then return; fi
	case $system in
		debian | ubuntu)
			is_allowed || stop "The tests start a PostgreSQL of their own, and installing it needs root or" \
				"sudo. As root, say: apt-get install postgresql"
			say "The tests start a PostgreSQL of their own: installing postgresql with apt-get. No server" \
				"of it is set up or started on this machine."
			install_without_cluster
			;;
		macos)
			need_homebrew "The tests start a PostgreSQL of their own"
			say "The tests start a PostgreSQL of their own: installing it with Homebrew."
			brew install postgresql@17
			PATH="$(brew --prefix postgresql@17)/bin:$PATH"
			;;
	esac
	has_postgres || stop "The tests start a PostgreSQL of their own. Install it, then say it again."
}

get_postgres
