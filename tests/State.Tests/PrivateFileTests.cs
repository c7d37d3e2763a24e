using System.Runtime.Versioning;

namespace Lab.State.Tests;

public sealed class PrivateFileTests
{
    [Fact]
    [UnsupportedOSPlatform("windows")]
    public void Only_the_owner_may_read_what_was_written()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "rights are the folder's on Windows");
        using var folder = new TemporaryFolder();

        PrivateFile.Write(folder["secret"], "value");

        File.GetUnixFileMode(folder["secret"]).ShouldBe(UnixFileMode.UserRead | UnixFileMode.UserWrite);
    }

    [Fact]
    public void A_file_is_replaced_whole_and_nothing_else_stays()
    {
        using var folder = new TemporaryFolder();

        PrivateFile.Write(folder["secret"], "a long first value");
        PrivateFile.Write(folder["secret"], "ü");

        File.ReadAllBytes(folder["secret"]).ShouldBe("ü"u8.ToArray());
        Directory.GetFiles(folder.Path).Length.ShouldBe(1);
    }

    [Fact]
    public async Task Readers_never_see_half_a_file()
    {
        using var folder = new TemporaryFolder();
        var values = new[] { new string('a', 100_000), new string('b', 50_000) };
        PrivateFile.Write(folder["secret"], values[0]);

        var writing = Task.Run(
            () =>
            {
                for (var i = 1; i <= 50; i++)
                {
                    PrivateFile.Write(folder["secret"], values[i % 2]);
                }
            },
            TestContext.Current.CancellationToken);

        do
        {
            values.ShouldContain(await File.ReadAllTextAsync(folder["secret"], TestContext.Current.CancellationToken));
        }
        while (!writing.IsCompleted);
        await writing;
    }

    [Fact]
    public void A_missing_folder_is_named()
    {
        using var folder = new TemporaryFolder();

        Should.Throw<StateFolderException>(() => PrivateFile.Write(folder["missing/secret"], "value"))
            .Message.ShouldContain(folder["missing/secret"]);
    }

    [Fact]
    public void A_full_disk_is_said_and_the_old_file_stays()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux() && Environment.IsPrivilegedProcess, "needs root on Linux to mount a small disk");
        using var folder = new TemporaryFolder();
        Assert.SkipUnless(Run("mount", "-t", "tmpfs", "-o", "size=64k", "tmpfs", folder.Path) == 0, "this machine mounts no tmpfs");

        try
        {
            PrivateFile.Write(folder["secret"], "old");

            Should.Throw<StateFolderException>(() => PrivateFile.Write(folder["secret"], new byte[1_000_000]))
                .Message.ShouldContain("the disk is full");

            File.ReadAllText(folder["secret"]).ShouldBe("old");
            Directory.GetFiles(folder.Path).Length.ShouldBe(1);
        }
        finally
        {
            Run("umount", folder.Path).ShouldBe(0);
        }
    }

    private static int Run(string program, params string[] arguments)
    {
        using var process = System.Diagnostics.Process.Start(program, arguments);
        process.WaitForExit();
        return process.ExitCode;
    }
}
