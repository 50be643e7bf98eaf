#!/bin/sh
# A machine becomes a news display: every file that it needs, with what it is for. Read it, then run it as root:
#
#     newsreader kiosk --station @STATION@ --print-service --form @FORM@ > setup.sh
#     sh setup.sh ./look        writes the files below ./look, to be looked at
#     sudo sh setup.sh          writes them where they belong; nothing is started or stopped by it
#
# What is left to do by hand stands at the end. `newsreader doctor --kiosk --station @STATION@`
# checks all of it, now and later.
#
# Not done here, and needed where strangers can touch the machine: a password on its firmware and its boot menu,
# starting from nothing but its own disk, closed USB ports, and a root file system that is mounted read-only
# (Debian: the package overlayroot), so that cutting the power harms nothing.
@WARNINGS@set -eu
root=${1-}

# put MODE FILE: what follows becomes the file, whole or not at all.
put() {
    mkdir -p -- "$root${2%/*}"
    cat > "$root$2.new"
    chmod "$1" "$root$2.new"
    mv -f -- "$root$2.new" "$root$2"
    echo "wrote $root$2"
}

