namespace Lab.Backup.Cli.Tests;

public sealed class CommandTests : IDisposable
{
    private readonly LabBackup backup = new();

    [Fact]
    public async Task Every_command_does_what_it_says()
    {
        backup.Fill("a/b", 100_000, 1);
        await backup.DoAsync("init");
        var first = (await backup.DoAsync("backup", backup.Source))[0].GetProperty("snapshot").GetString()!;
        backup.Fill("c", 10, 2);
        var second = (await backup.DoAsync("backup", backup.Source))[0];
        second.GetProperty("statistics").GetProperty("unreadBytes").GetInt64().ShouldBe(100_000);

        (await backup.DoAsync("snapshots")).Length.ShouldBe(2);
        (await backup.DoAsync("ls", "latest")).Select(e => e.GetProperty("path").GetString()).ShouldBe(["a", "a/b", "c"]);
        (await backup.DoAsync("diff", first[..8], "latest")).Single().GetProperty("path").GetString().ShouldBe("c");
        (await backup.DoAsync("restore", "latest", "--target", backup.PathOf("target")))[0].GetProperty("entries").GetInt64().ShouldBe(3);
        File.ReadAllBytes(backup.PathOf("target/a/b")).ShouldBe(File.ReadAllBytes(Path.Combine(backup.Source, "a/b")));
        (await backup.DoAsync("verify"))[0].GetProperty("isSound").GetBoolean().ShouldBeTrue();
        (await backup.DoAsync("stats"))[0].GetProperty("snapshots").GetInt32().ShouldBe(2);

        await backup.DoAsync("protect", first[..8]);
        (await backup.DoAsync("prune", "--keep-last", "1", "--dry-run")).Single(d => !d.TryGetProperty("reason", out var reason) || reason.GetString() == "protected").GetProperty("snapshot").GetString().ShouldBe(first);
        await backup.DoAsync("protect", first[..8], "--off");
        await backup.DoAsync("prune", "--keep-last", "1");
        (await backup.DoAsync("snapshots")).Length.ShouldBe(1);
        await backup.DoAsync("gc", "--grace-hours", "0");

        await backup.DoAsync("init", "--repo", backup.PathOf("other"));
        (await backup.DoAsync("copy", "--to", backup.PathOf("other")))[0].GetProperty("copied").GetInt32().ShouldBe(1);
        (await backup.DoAsync("verify", "--repo", backup.PathOf("other")))[0].GetProperty("snapshots").GetInt32().ShouldBe(1);

        await backup.DoAsync("key", "add", "--label", "colleague");
        (await backup.DoAsync("key", "list")).Length.ShouldBe(2);
        (await backup.RunAsync("the new one", "snapshots")).Code.ShouldBe(ExitCode.Done);
    }

    [Fact]
    public async Task A_changed_passphrase_counts_at_once()
    {
        await backup.DoAsync("init");
        await backup.DoAsync("key", "passwd");

        (await backup.RunAsync("secret", "snapshots")).Code.ShouldBe(ExitCode.WrongPassphrase);
        (await backup.RunAsync("the new one", "snapshots")).Code.ShouldBe(ExitCode.Done);
    }

    [Fact]
    public async Task Errors_are_one_line_and_have_their_exit_codes()
    {
        await ShouldFailAsync(ExitCode.NotFound, "secret", "snapshots");
        await ShouldFailAsync(ExitCode.Usage, null, "init");
        await backup.DoAsync("init");
        await ShouldFailAsync(ExitCode.Exists, "secret", "init");
        await ShouldFailAsync(ExitCode.WrongPassphrase, "guess", "snapshots");
        await ShouldFailAsync(ExitCode.NotFound, "secret", "restore", "latest", "--target", backup.PathOf("t"));
        await ShouldFailAsync(ExitCode.NotFound, "secret", "backup", backup.PathOf("nowhere"));
        await ShouldFailAsync(ExitCode.Usage, "secret", "prune");
        await ShouldFailAsync(ExitCode.Usage, "secret", "prune", "--keep-last", "-1");
        await ShouldFailAsync(ExitCode.Usage, "secret", "nonsense");
        await ShouldFailAsync(ExitCode.Usage, "secret", "copy", "--to", backup.Repository);

        var config = Path.Combine(backup.Repository, "config");
        await File.WriteAllTextAsync(config, (await File.ReadAllTextAsync(config, TestContext.Current.CancellationToken)).Replace("\"version\":1", "\"version\":9"), TestContext.Current.CancellationToken);
        await ShouldFailAsync(ExitCode.Newer, "secret", "snapshots");
    }

    [Fact]
    public async Task Damage_has_its_exit_code()
    {
        backup.Fill("a", 100_000, 1);
        await backup.DoAsync("init");
        await backup.DoAsync("backup", backup.Source);
        var pack = Directory.GetFiles(Path.Combine(backup.Repository, "packs"), "*", SearchOption.AllDirectories).MaxBy(f => new FileInfo(f).Length)!;
        var bytes = await File.ReadAllBytesAsync(pack, TestContext.Current.CancellationToken);
        bytes[500] ^= 1;
        await File.WriteAllBytesAsync(pack, bytes, TestContext.Current.CancellationToken);

        (await backup.RunAsync("secret", "verify")).Code.ShouldBe(ExitCode.Damaged);
        (await backup.RunAsync("secret", "restore", "latest", "--target", backup.PathOf("t"))).Code.ShouldBe(ExitCode.Damaged);
    }

    [Fact]
    public async Task A_damaged_index_is_made_anew()
    {
        backup.Fill("a", 100_000, 1);
        await backup.DoAsync("init");
        await backup.DoAsync("backup", backup.Source);
        await File.WriteAllTextAsync(Directory.GetFiles(Path.Combine(backup.Repository, "index")).Single(), "rubbish", TestContext.Current.CancellationToken);
        await ShouldFailAsync(ExitCode.Damaged, "secret", "restore", "latest", "--target", backup.PathOf("target"));

        (await backup.DoAsync("repair"))[0].GetProperty("foundPacks").GetInt32().ShouldBe(2);
        await backup.DoAsync("verify");
        await backup.DoAsync("restore", "latest", "--target", backup.PathOf("target"));
        File.ReadAllBytes(backup.PathOf("target/a")).ShouldBe(File.ReadAllBytes(Path.Combine(backup.Source, "a")));
    }

    [Fact]
    public async Task A_damaged_snapshot_is_shown_hides_no_other_and_can_be_removed()
    {
        backup.Fill("a", 1000, 1);
        await backup.DoAsync("init");
        var whole = (await backup.DoAsync("backup", backup.Source))[0].GetProperty("snapshot").GetString()!;
        var broken = (await backup.DoAsync("backup", backup.Source))[0].GetProperty("snapshot").GetString()!;
        await File.WriteAllTextAsync(Path.Combine(backup.Repository, "snapshots", broken), "rubbish", TestContext.Current.CancellationToken);

        (await backup.RunAsync("secret", "snapshots")).Code.ShouldBe(ExitCode.Damaged);
        (await backup.RunAsync("secret", "gc")).Code.ShouldBe(ExitCode.Damaged);
        await backup.DoAsync("restore", whole, "--target", backup.PathOf("target"));
        await backup.DoAsync("backup", backup.Source);

        (await backup.DoAsync("remove", broken[..8]))[0].GetProperty("removed").GetString().ShouldBe(broken);
        await backup.DoAsync("gc");
        (await backup.DoAsync("snapshots")).Length.ShouldBe(2);
        await ShouldFailAsync(ExitCode.NotFound, "secret", "remove", broken);
    }

    public void Dispose() => backup.Dispose();

    private async Task ShouldFailAsync(int code, string? passphrase, params string[] arguments)
    {
        var (actual, _, errors) = await backup.RunAsync(passphrase, arguments);
        actual.ShouldBe(code, $"{string.Join(' ', arguments)}: {errors}");
        errors.TrimEnd().Split('\n').Length.ShouldBe(1, errors);
        errors.ShouldStartWith("labbackup: ");
        errors.ShouldNotContain("secret");
    }
}
