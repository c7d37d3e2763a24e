# Ends what a host started when the host is gone, however it died.
# $1: the run's identifier, which every process of the run carries in its environment as LAB_RUN_ID.
# Standard input: "+ PID" (a process and its group began), "- PID" (they have ended), "! COMMAND" (to be run at the end).
# The input ends with the host; then whatever is left gets TERM, INT after 0.6 s and KILL after 1.6 s.
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

# First the files of the processes that carry the identifier (that finds also what left its parent and its session),
# then a line "PID (NAME) STATE PARENT GROUP SESSION ..." for every process.
processes() {
  if [ -r /proc/self/stat ]; then
    grep -lszx "LAB_RUN_ID=$run" /proc/[0-9]*/environ
    cat /proc/[0-9]*/stat
  else
    ps -A -o pid=,ppid=,pgid= | while read -r pid parent group; do echo "$pid (-) - $parent $group $group"; done
  fi
}

# What carries the identifier or belongs to a registered group or session, and all descendants.
remaining() {
  processes | awk -v self="$$" -v roots="$roots" '
    BEGIN { n = split(roots, list, " "); for (i = 1; i <= n; i++) { root[list[i]]; found[list[i]] } }
    /^\/proc\// { split($0, path, "/"); found[path[3]]; next }
    / \(.*\) / {
      id = $1; rest = $0; sub(/^.*\) /, "", rest); split(rest, field, " ")
      if (field[1] == "Z") next # ended, and only waits for its parent to notice
      pid[++count] = id; parent[count] = field[2]
      if ((field[3] in root) || (field[4] in root)) found[id]
    }
    END {
      do {
        more = 0
        for (i = 1; i <= count; i++) if (!(pid[i] in found) && (parent[i] in found)) { found[pid[i]]; more = 1 }
      } while (more)
      for (i = 1; i <= count; i++) if ((pid[i] in found) && pid[i] != self) print pid[i]
    }'
}

alive() {
  for pid in $left; do kill -0 "$pid" && return 0; done
  return 1
}

# signal NAME, then wait COUNT times 0.1 s for what got it; true when nothing is left, also of what was started meanwhile.
# Only built-in commands and sleep in between: a look at all processes takes long on a busy machine.
end_with() {
  [ -n "$left" ] || return 0
  kill -s "$1" $left
  count=$2
  while [ "$count" -gt 0 ] && alive; do
    sleep 0.1
    count=$((count - 1))
  done
  left=$(remaining)
  [ -z "$left" ]
}

# On a machine so busy that the steps below are late, what is known at the beginning is killed in time all the same.
left=$(remaining)
if [ -n "$left" ]; then
  (
    sleep 2
    for pid in $left; do kill -s KILL "$pid"; done
  ) &
  deadline=$!
fi
end_with TERM 6 || end_with INT 10 || end_with KILL 5 || end_with KILL 20
[ -z "${deadline:-}" ] || kill -s KILL "$deadline"
[ -z "$cleanup" ] || eval "$cleanup"
