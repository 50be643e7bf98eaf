# By hand, as root, in this order:
#
#     apt-get install @PACKAGES@
#     systemd-sysusers
#     sysctl --system
#     systemctl mask getty@tty1.service ctrl-alt-del.target
#     systemctl restart systemd-logind        (or restart the machine)
#     systemctl daemon-reload
#     systemctl enable @ENABLED@
#     systemctl start newsreader-kiosk.service
#     newsreader doctor --kiosk --station @STATION@
#
@NOTES@# The staff code ends the display; the service begins it again at once, with the profile as it is then.
# To take a display out of service: systemctl disable --now newsreader-kiosk.service
#     systemctl unmask getty@tty1.service ctrl-alt-del.target
