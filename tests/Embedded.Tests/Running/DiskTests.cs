namespace Lab.Embedded.Tests.Running;

/// <summary>What the host says, and does not leave half done, where it cannot write.</summary>
public sealed class DiskTests
{
    [Fact]
    public async Task A_full_disk_is_said_in_one_line()
    {
        using var disk = new SmallDisk(16);
        disk.Fill();

        await RefusesAsync(Path.Combine(disk.Path, "lab"), "the disk is full");
    }

    [Fact]
    public async Task A_read_only_file_system_is_said_in_one_line()
    {
        using var disk = new SmallDisk(1024);
        disk.MakeReadOnly();

        await RefusesAsync(Path.Combine(disk.Path, "lab"), "the file system is read-only");
    }

    [Fact]
    public async Task A_disk_that_logs_fill_does_not_stop_what_runs()
    {
        using var disk = new SmallDisk(64);
        using var host = new AppHostProcess(Path.Combine(disk.Path, "lab"), "--Scripts:talker=yes 'a line of a log that fills the disk' | head -n 20000; exec sleep 1000");
        await host.WaitForOutputAsync("No space left on device");
        await host.WaitForOutputAsync("talker healthy");

        host.Signal("TERM");

        (await host.WaitForExitAsync()).ShouldBe(0, host.Output);
    }

    private static async Task RefusesAsync(string home, string reason)
    {
        using var host = new AppHostProcess(home, "--Scripts:a=exec sleep 1000");

        (await host.WaitForExitAsync()).ShouldBe(1, host.Output);
        host.Output.Trim().Split('\n').Length.ShouldBe(1, host.Output);
        host.Output.ShouldContain($"{home} cannot be written: {reason}");
        host.Output.ShouldContain("LAB_HOME");
    }
}
