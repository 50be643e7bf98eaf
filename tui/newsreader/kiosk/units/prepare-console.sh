#!/bin/sh
# Before each start of the display, as root. A step that fails is told to the journal, and the display starts.
console=/dev/tty1
failed() { echo "prepare-console: $1 failed" >&2; }

# The console in front is the display's.
chvt 1 || failed chvt

# A font with every letter of Welsh and the lines of the frame: 16x32 pixels, capitals 20 pixels high.
setfont -C "$console" Uni2-TerminusBold32x16 || failed setfont

# The kernel's own keys: change the console, hold the output, restart, print memory and registers. None of them
# reaches the program, so none of them can be caught there: here they mean nothing.
dumpkeys --keys-only < "$console" |
    sed -E 's/\b(Console_[0-9]+|(Incr|Decr|Last|Spawn)_Console|KeyboardSignal|Boot|SAK|Scroll_(Lock|Backward|Forward)|Hold|Show_(Memory|Registers|State))\b/VoidSymbol/g' |
    loadkeys -C "$console" - || failed loadkeys

# The screen stays on.
setterm --term linux --blank 0 --powerdown 0 > "$console" || failed setterm
