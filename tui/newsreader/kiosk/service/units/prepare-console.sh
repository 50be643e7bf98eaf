#!/bin/sh
# Before each start of the display, as root. A step that fails is told to the journal, and the display starts.
console=/dev/tty1
failed() { echo "prepare-console: $1 failed" >&2; }

# The console in front is the display's.
chvt 1 || failed chvt

# A font of 16x32 pixels, capitals 20 pixels high. This one has the half blocks of which codes are made, lines,
# arrows, and the letters of Welsh but for the rarest. What it has not is drawn as what comes nearest: these as
# w and y, the triangles of a focused button as arrows.
font=/usr/share/consolefonts/Vietnamese-TerminusBold32x16.psf.gz
work=$(mktemp -d) || failed mktemp
trap 'rm -rf "$work"' EXIT
gzip -dc "$font" > "$work/font" &&
    psfgettable "$work/font" "$work/table" &&
    sed -E 's/\bU\+2192\b/& U+25ba/; s/\bU\+2190\b/& U+25c4/; s/\bU\+258c\b/& U+258e/; s/\bU\+0077\b/& U+1e81 U+1e83 U+1e85/; s/\bU\+0057\b/& U+1e80 U+1e82 U+1e84/; s/\bU\+0079\b/& U+1ef3/; s/\bU\+0059\b/& U+1ef2/' "$work/table" > "$work/wider" &&
    psfxtable -i "$work/font" -it "$work/wider" -o "$work/display" &&
    setfont -C "$console" "$work/display" || failed setfont

# The kernel's own keys: change the console, hold the output, restart, print memory and registers. None of them
# reaches the program, so none of them can be caught there: here they mean nothing.
dumpkeys --keys-only < "$console" |
    sed -E 's/\b(Console_[0-9]+|(Incr|Decr|Last|Spawn)_Console|KeyboardSignal|Boot|SAK|Scroll_(Lock|Backward|Forward)|Hold|Show_(Memory|Registers|State))\b/VoidSymbol/g' |
    loadkeys -C "$console" - || failed loadkeys

# The screen stays on.
setterm --term linux --blank 0 --powerdown 0 > "$console" || failed setterm
