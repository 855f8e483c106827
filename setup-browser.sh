#!/bin/sh
# The page's tests drive a real browser. Install it where we may; else say what is missing and go on.
if command -v chromium >/dev/null || command -v google-chrome >/dev/null; then exit 0; fi
if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
  echo "Installing Chromium for the tests of the explorer's page"
  { apt-get update && DEBIAN_FRONTEND=noninteractive apt-get install -y --no-install-recommends chromium; } \
    >/dev/null 2>&1
fi
command -v chromium >/dev/null || echo "No Chromium: the page's tests are left out. They need the package chromium (Debian's name)."
exit 0
