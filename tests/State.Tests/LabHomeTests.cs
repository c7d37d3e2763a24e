using System.Runtime.Versioning;

namespace Lab.State.Tests;

public sealed class LabHomeTests
{
    [Fact]
    public void The_default_is_the_same_for_the_same_checkout_and_another_for_another()
    {
        var first = LabHome.DefaultPath("/srv/lab-aspire/AppHost");

        LabHome.DefaultPath("/srv/lab-aspire/AppHost/").ShouldBe(first);
        LabHome.DefaultPath("/srv/copies/lab-aspire/AppHost").ShouldNotBe(first);
        Path.GetFileName(first).ShouldMatch("^lab-aspire-[0-9a-f]{8}$");
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData(" ")]
    public void An_empty_choice_is_none(string? empty)
    {
        LabHome.PathFor("/srv/lab/AppHost", empty, "/tmp/lab").ShouldBe("/tmp/lab");
        LabHome.PathFor("/srv/lab/AppHost", empty, empty).ShouldBe(LabHome.DefaultPath("/srv/lab/AppHost"));
    }

    [Fact]
    public void A_relative_choice_counts_from_the_AppHosts_folder() =>
        LabHome.PathFor("/srv/lab/AppHost", "../state").ShouldBe(Path.GetFullPath("/srv/lab/state"));

    [Fact]
    public void A_checkout_with_an_unusual_name_gets_a_plain_folder() =>
        Path.GetFileName(LabHome.DefaultPath("/srv/Mein Labor (neu)/AppHost")).ShouldMatch("^Mein-Labor--neu--[0-9a-f]{8}$");

    [Fact]
    public void The_default_for_root_lies_where_unprivileged_engines_reach_it()
    {
        Assert.SkipUnless(!OperatingSystem.IsWindows() && Environment.IsPrivilegedProcess, "needs root");

        LabHome.DefaultPath("/srv/lab/AppHost").ShouldStartWith("/var/lib/lab-aspire/");
        LabCache.DefaultPath().ShouldBe("/var/cache/lab-aspire");
    }

    [Fact]
    public void Opening_creates_the_folder_closed_to_other_users()
    {
        using var folder = new TemporaryFolder();

        var home = LabHome.Open(folder["deep/home"]);

        Directory.Exists(home.Path).ShouldBeTrue();
        Directory.EnumerateFileSystemEntries(home.Path).ShouldBeEmpty();
        if (!OperatingSystem.IsWindows())
        {
            (File.GetUnixFileMode(home.Path) & (UnixFileMode.GroupRead | UnixFileMode.OtherRead | UnixFileMode.GroupWrite | UnixFileMode.OtherWrite))
                .ShouldBe(UnixFileMode.None);
        }
    }

    [Fact]
    public void A_folder_below_a_file_is_refused_in_one_line_with_the_remedy()
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder["file"], "");

        var error = Should.Throw<StateFolderException>(() => LabHome.Open(folder["file/home"]));

        error.Message.ShouldContain(folder["file/home"]);
        error.Message.ShouldContain("LAB_HOME");
        error.Message.ShouldNotContain("\n");
    }

    [Fact]
    [UnsupportedOSPlatform("windows")]
    public void A_read_only_folder_is_refused_with_the_remedy()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows() || Environment.IsPrivilegedProcess, "needs a user whom rights bind");
        using var folder = new TemporaryFolder();
        File.SetUnixFileMode(folder.Path, UnixFileMode.UserRead | UnixFileMode.UserExecute);

        try
        {
            Should.Throw<StateFolderException>(() => LabHome.Open(folder.Path)).Message.ShouldContain("give that user the right");
        }
        finally
        {
            File.SetUnixFileMode(folder.Path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }
    }

    [Theory]
    [InlineData(28, "the disk is full")]
    [InlineData(30, "read-only")]
    [InlineData(122, "quota")]
    public void What_the_operating_system_says_is_named(int code, string expected)
    {
        var error = StateFolderException.From(new IOException("x", code), "/data/lab", "LAB_CACHE");

        error.Message.ShouldStartWith("/data/lab cannot be written");
        error.Message.ShouldContain(expected);
        error.Message.ShouldContain("LAB_CACHE");
    }

    [Fact]
    [UnsupportedOSPlatform("windows")]
    public void The_cache_is_readable_by_every_user()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "rights are the folder's on Windows");
        using var folder = new TemporaryFolder();

        var cache = LabCache.Open(folder["cache"]);

        File.GetUnixFileMode(cache.Path).ShouldBe((UnixFileMode)Convert.ToInt32("755", 8));
    }
}
