using System.Diagnostics;
using System.Globalization;
using Aspire.Hosting.ApplicationModel;

namespace Lab.Integration;

/// <summary>What dies comes back.</summary>
[Collection(typeof(RunningLabCollection))]
public sealed class RecoveryTests(RunningLab lab)
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_killed_server_is_started_again_with_what_it_had_acknowledged()
    {
        await using (var connection = await lab.OpenPostgresAsync("proj-pg01"))
        {
            await RunningLab.ScalarAsync(connection, "CREATE TABLE recovery AS SELECT 42 AS answer");
        }

        var notifications = lab.Application.ResourceNotifications;
        notifications.TryGetCurrentState("proj-pg01", out var before).ShouldBeTrue();
        var startedAt = before!.Snapshot.StartTimeStamp;

        using (var server = Process.GetProcessById(ServerId()))
        {
            server.Kill();
        }

        await notifications.WaitForResourceAsync("proj-pg01", e => e.Snapshot.State?.Text == KnownResourceStates.Running && e.Snapshot.StartTimeStamp > startedAt, Cancellation);
        await notifications.WaitForResourceHealthyAsync("proj-pg01", Cancellation);
        await using var again = await lab.OpenPostgresAsync("proj-pg01");
        (await RunningLab.ScalarAsync(again, "SELECT answer FROM recovery")).ShouldBe("42");
    }

    private int ServerId()
    {
        var file = Directory.EnumerateFiles(Path.Combine(lab.Home, "engines", "proj-pg01"), "postmaster.pid", SearchOption.AllDirectories).First();
        return int.Parse(File.ReadLines(file).First(), CultureInfo.InvariantCulture);
    }
}
