# A Chromium to drive and fonts to draw with, for the tests. Read by .ci/setup.
# shellcheck shell=sh disable=SC2034,SC2154 # one file sets what another reads

has_browser() { .venv/bin/python -m tests.browser.chromium >/dev/null 2>&1; }

# Playwright brings a Node.js of its own, which needs a library that a bare Debian lacks.
has_driver() { .venv/bin/python -m playwright --version >/dev/null 2>&1; }

# Latin, Arabic, Hindi, Chinese and people among the emoji: without fonts for them the pages, on
# screens and on paper, are full of boxes.
has_fonts() {
	command -v fc-list >/dev/null || return 1
	for sign in 0041 0627 0939 4e2d 1f469; do
		[ -n "$(fc-list ":charset=$sign" family)" ] || return 1
	done
}

get_browser_and_fonts() {
	case $system in
		debian | ubuntu)
			packages=
			has_driver || packages="libatomic1"
			has_fonts || packages="$packages fontconfig fonts-liberation fonts-noto-core fonts-noto-cjk
					fonts-noto-color-emoji"
			has_browser || [ "$system" = ubuntu ] || packages="$packages chromium"
			if [ -n "$packages" ]; then
				# shellcheck disable=SC2086 # several packages, one word each
				say "The tests drive a real browser: installing" $packages "with apt-get, which takes" \
					"a minute or two."
				# shellcheck disable=SC2086
				apt_install $packages
			fi
			has_browser || get_playwrights_browser
			;;
		macos)
			has_browser || {
				need_homebrew "The tests drive a real browser"
				say "The tests drive a real browser: installing Google Chrome with Homebrew."
				brew install --cask google-chrome
			}
			;;
		*)
			has_browser || .venv/bin/python -m tests.browser.chromium || exit 1
			! command -v fc-list >/dev/null || has_fonts ||
				stop "The tests need fonts for many scripts and emoji: install Liberation, Noto, Noto" \
					"CJK and Noto Color Emoji."
			;;
	esac
	has_driver || .venv/bin/python -m playwright --version >/dev/null ||
		stop "Playwright, which drives the browser, does not start on this machine; see above why."
}

# Ubuntu's package chromium is only a door to the snap, which cannot be driven from a test.
get_playwrights_browser() {
	say "The tests drive a real browser. Ubuntu has Chromium as a snap, which tests cannot drive, so" \
		"Playwright's own build is downloaded, and the system libraries it needs are installed."
	.venv/bin/python -m playwright install --with-deps --no-shell chromium ||
		stop "Playwright's Chromium could not be installed. Install Google Chrome instead, or set" \
			"FLIPCHART_CHROMIUM to the path of a Chromium."
}

if [ -n "${FLIPCHART_CHROMIUM:-}" ]; then
	.venv/bin/python -m tests.browser.chromium >/dev/null || exit 1
fi
get_browser_and_fonts
