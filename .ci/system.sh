# What differs between systems: which one this is, and how it installs things. Read by .ci/setup.
# shellcheck shell=sh disable=SC2034,SC2154 # one file sets what another reads

say() { printf '%s\n' "$*"; }

stop() {
	say "$*" >&2
	exit 1
}

which_system() {
	case $(uname -s) in
		Darwin) echo macos ;;
		Linux)
			command -v apt-get >/dev/null || return 0
			# shellcheck disable=SC1091 # every Linux with apt-get has it
			. /etc/os-release
			case " ${ID:-} ${ID_LIKE:-} " in
				*" ubuntu "*) echo ubuntu ;;
				*" debian "*) echo debian ;;
			esac
			;;
	esac
}
system=$(which_system)

is_allowed() { [ "$(id -u)" -eq 0 ] || command -v sudo >/dev/null; }

as_root() {
	if [ "$(id -u)" -eq 0 ]; then "$@"; else sudo "$@"; fi
}

updated=
apt_update() {
	if [ -n "$updated" ] || ! is_allowed; then return 0; fi
	say "Fetching the current list of packages with apt-get update."
	as_root apt-get update -qq || say "Some of the lists could not be fetched; going on without them."
	updated=yes
}

# apt_install PACKAGE…
apt_install() {
	is_allowed || stop "Installing them needs root or sudo, and this user is neither. As root, say:" \
		"apt-get install $*"
	apt_update
	as_root env DEBIAN_FRONTEND=noninteractive apt-get install -qq -y --no-install-recommends \
		-o DPkg::Lock::Timeout=300 -o Dpkg::Use-Pty=0 "$@" >/dev/null ||
		stop "apt-get could not install these packages: $*"
}

# The version that apt-get would install, or nothing.
candidate() { apt-cache policy "$1" 2>/dev/null | sed -n 's/^ *Candidate: \([0-9].*\)/\1/p'; }

# The packages that bring a Python which is new enough: the system's own, or a newer one beside it.
python_packages() {
	version=$(candidate python3-venv)
	minor=${version#3.}
	minor=${minor%%[!0-9]*}
	if [ "${minor:-0}" -ge 11 ]; then
		echo python3 python3-venv
		return
	fi
	for name in python3.13 python3.12 python3.11; do
		if [ -n "$(candidate $name-venv)" ]; then
			echo $name $name-venv
			return
		fi
	done
	return 1
}

# need_homebrew WHY
need_homebrew() {
	command -v brew >/dev/null ||
		stop "$1, and this Mac has no Homebrew to install it with. Install Homebrew from https://brew.sh"
}
