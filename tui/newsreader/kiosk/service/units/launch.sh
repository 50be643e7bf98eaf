#!/bin/sh
# What the display's terminal runs. `exec`: no shell is left behind it.
# WATCHDOG_PID names the unit's first process; the one that tells systemd of its life is this one.
unset WATCHDOG_PID
exec @COMMAND@
