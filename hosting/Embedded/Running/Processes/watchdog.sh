# Ends what a host started when the host is gone, however it died.
# $1: the run's identifier, which every process of the run carries in its environment as LAB_RUN_ID.
# Standard input: "+ PID" (a process and its group began), "- PID" (they have ended), "! COMMAND" (to be run at the end).
# The input ends with the host; then whatever is left gets TERM, INT after 0.6 s and KILL after 1.8 s.
trap '' HUP INT QUIT TERM
# the host's own output must not stay open on the watchdog's account
exec >/dev/null 2>&1
run=$1
roots=' '
cleanup=''
while read -r change what; do
  case $change in
    +) roots="$roots$what " ;;
    -) case $roots in *" $what "*) roots="${roots%%" $what "*} ${roots#*" $what "}" ;; esac ;;
    !) cleanup="$cleanup$what
" ;;
  esac
done

# pid, parent, group, session of every process
processes() {
  if [ -r /proc/self/stat ]; then
    cat /proc/[0-9]*/stat | sed -n 's/^\([0-9]*\) (.*) [A-Za-z] \([0-9]*\) \([0-9]*\) \([0-9]*\) .*/\1 \2 \3 \4/p'
  else
    ps -A -o pid=,ppid=,pgid=,pgid=
  fi
}

# what carries the identifier: finds also what left its parent and its session
marked() {
  if [ -r /proc/self/environ ]; then
    grep -lszx "LAB_RUN_ID=$run" /proc/[0-9]*/environ | sed 's/[^0-9]//g'
  fi
}

remaining() {
  processes | awk -v self="$$" -v roots="$roots" -v marked="$(marked | tr '\n' ' ')" '
    BEGIN {
      n = split(roots, list, " "); for (i = 1; i <= n; i++) { root[list[i]]; found[list[i]] }
      n = split(marked, list, " "); for (i = 1; i <= n; i++) found[list[i]]
    }
    { pid[NR] = $1; parent[NR] = $2; if (($3 in root) || ($4 in root)) found[$1] }
    END {
      do {
        more = 0
        for (i = 1; i <= NR; i++) if (!(pid[i] in found) && (parent[i] in found)) { found[pid[i]]; more = 1 }
      } while (more)
      for (i = 1; i <= NR; i++) if ((pid[i] in found) && pid[i] != self) print pid[i]
    }'
}

alive() {
  for pid in $left; do kill -0 "$pid" && return 0; done
  return 1
}

# signal NAME, then wait COUNT times 0.1 s for what got it; true when nothing is left, also of what was started meanwhile.
# Only built-in commands and sleep in between: a look at all processes takes long on a busy machine.
end_with() {
  left=$(remaining)
  [ -n "$left" ] || return 0
  kill -s "$1" $left
  count=$2
  while [ "$count" -gt 0 ] && alive; do
    sleep 0.1
    count=$((count - 1))
  done
  [ -z "$(remaining)" ]
}

end_with TERM 6 || end_with INT 12 || end_with KILL 5 || end_with KILL 20
[ -z "$cleanup" ] || eval "$cleanup"
