using System.Diagnostics;

namespace Lab.Embedded.Tests.Running;

/// <summary>A file system of its own in memory, which can be full or read-only.</summary>
public sealed class SmallDisk : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("lab-disk-").FullName;

    /// <param name="kibibytes">Its size in KiB.</param>
    public SmallDisk(int kibibytes)
    {
        if (!OperatingSystem.IsLinux() || !Environment.IsPrivilegedProcess || Run("mount", "-t", "tmpfs", "-o", $"size={kibibytes}k,mode=755", "tmpfs", folder) != 0)
        {
            Directory.Delete(folder);
            Assert.Skip("Only root on Linux can mount a small file system.");
        }
    }

    public string Path => folder;

    public void Fill()
    {
        try
        {
            File.WriteAllBytes(System.IO.Path.Combine(folder, "fill"), new byte[1 << 20]);
        }
        catch (IOException)
        {
            // Full, as wanted.
        }
    }

    public void MakeReadOnly() => Run("mount", "-o", "remount,ro", folder).ShouldBe(0);

    public void Dispose()
    {
        Run("umount", folder);
        Directory.Delete(folder);
    }

    private static int Run(string program, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardError = true })!;
        process.StandardError.ReadToEnd();
        process.WaitForExit();
        return process.ExitCode;
    }
}
