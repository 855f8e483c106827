#!/bin/sh
# Films need OpenGL without a screen. Install it where we may; else say what is missing and go on.
packages="libegl1 libgl1-mesa-dri libosmesa6 fonts-dejavu-core"
works() { "$1" -c "from ramify.view import film; raise SystemExit(film.available() is not None)"; }

works "$1" 2>/dev/null && exit 0
if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
  echo "Installing headless OpenGL for films: $packages"
  { apt-get update && DEBIAN_FRONTEND=noninteractive apt-get install -y --no-install-recommends $packages; } \
    >/dev/null 2>&1
fi
works "$1" 2>/dev/null || echo "No headless OpenGL: films are left out. They need the packages $packages (Debian's names)."
exit 0
