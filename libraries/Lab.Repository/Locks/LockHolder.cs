using System.ComponentModel;
using System.Diagnostics;

namespace Lab.Repository.Locks;

/// <summary>Where this process runs, and whether another one on the same machine still does.</summary>
internal static class LockHolder
{
    private static readonly TimeSpan StartTolerance = TimeSpan.FromSeconds(2);

    /// <summary>Process numbers mean the same only within one boot and one container.</summary>
    public static string Space { get; } = $"{ReadFile("/proc/sys/kernel/random/boot_id")} {LinkTarget("/proc/self/ns/pid")}".Trim();

    public static DateTimeOffset ProcessStarted { get; } = Started(Process.GetCurrentProcess());

    /// <summary>Whether the holder is known to live or known to be dead; <see langword="null"/> when it runs elsewhere.</summary>
    public static bool? Lives(LockRecord record)
    {
        if (record.Host != Environment.MachineName || record.Space != Space || Space.Length == 0)
        {
            return null;
        }

        try
        {
            using var process = Process.GetProcessById(record.Process);
            return !process.HasExited && (Started(process) - record.ProcessStarted).Duration() < StartTolerance;
        }
        catch (Exception error) when (error is ArgumentException or InvalidOperationException)
        {
            return false;
        }
        catch (Win32Exception)
        {
            return null;
        }
    }

    private static DateTimeOffset Started(Process process) => new DateTimeOffset(process.StartTime).ToUniversalTime();

    private static string ReadFile(string path)
    {
        try
        {
            return File.ReadAllText(path).Trim();
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return "";
        }
    }

    private static string LinkTarget(string path)
    {
        try
        {
            return new FileInfo(path).LinkTarget ?? "";
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return "";
        }
    }
}
