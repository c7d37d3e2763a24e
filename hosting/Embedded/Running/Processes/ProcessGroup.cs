using System.Runtime.InteropServices;

namespace Lab.Hosting.Embedded.Running.Processes;

/// <summary>Signals a process and its group on Unix.</summary>
internal static class ProcessGroup
{
    /// <summary>Sends a signal to the process that leads a group.</summary>
    /// <returns>Whether it was there.</returns>
    public static bool SignalLeader(int id, UnixSignal signal) => NativeMethods.Kill(id, (int)signal) == 0;

    /// <summary>Sends a signal to all processes of a group.</summary>
    /// <returns>Whether there was one.</returns>
    public static bool Signal(int id, UnixSignal signal) => NativeMethods.Kill(-id, (int)signal) == 0;

    private static class NativeMethods
    {
        [DllImport("libc", EntryPoint = "kill", SetLastError = true)]
        [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
        public static extern int Kill(int pid, int signal);
    }
}
