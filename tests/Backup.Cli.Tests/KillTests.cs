namespace Lab.Backup.Cli.Tests;

public sealed class KillTests : IDisposable
{
    private readonly LabBackup backup = new();

    /// <summary>The long run of this is <c>benchmarks -- backup-faults</c>.</summary>
    [Fact]
    public async Task A_killed_backup_prune_collection_or_copy_costs_no_snapshot_that_was_complete()
    {
        var token = TestContext.Current.CancellationToken;
        await backup.DoAsync("init");
        await backup.DoAsync("init", "--repo", backup.PathOf("other"));
        for (var i = 0; i < 20; i++)
        {
            backup.Fill($"file-{i}", 1_000_000, i);
        }

        await backup.DoAsync("backup", backup.Source);
        var random = new Random(1);
        for (var kill = 0; kill < 10; kill++)
        {
            backup.Fill($"file-{kill}", 1_000_000, 100 + kill);
            string[] command = (kill % 5) switch
            {
                0 or 1 => ["backup", backup.Source],
                2 => ["copy", "--to", backup.PathOf("other")],
                3 => ["prune", "--keep-last", "2"],
                _ => ["gc", "--grace-hours", "0"],
            };
            using var process = backup.Start("secret", command);
            using var moment = new CancellationTokenSource(TimeSpan.FromMilliseconds(random.Next(150, 1200)));
            try
            {
                await process.WaitForExitAsync(moment.Token);
            }
            catch (OperationCanceledException)
            {
                process.Kill();
                await process.WaitForExitAsync(token);
            }
        }

        (await backup.DoAsync("verify"))[0].GetProperty("isSound").GetBoolean().ShouldBeTrue();
        (await backup.DoAsync("verify", "--repo", backup.PathOf("other")))[0].GetProperty("isSound").GetBoolean().ShouldBeTrue();
        await backup.DoAsync("backup", backup.Source);
        await backup.DoAsync("copy", "--to", backup.PathOf("other"));
        await backup.DoAsync("gc", "--grace-hours", "0");
        (await backup.DoAsync("verify"))[0].GetProperty("orphans").GetInt32().ShouldBe(0);
        foreach (var repository in new[] { backup.Repository, backup.PathOf("other") })
        {
            await backup.DoAsync("restore", "latest", "--repo", repository, "--target", backup.PathOf("target"), "--delete");
            foreach (var file in Directory.GetFiles(backup.Source))
            {
                (await File.ReadAllBytesAsync(backup.PathOf($"target/{Path.GetFileName(file)}"), token)).ShouldBe(await File.ReadAllBytesAsync(file, token));
            }

            Directory.Delete(backup.PathOf("target"), recursive: true);
        }
    }

    public void Dispose() => backup.Dispose();
}
