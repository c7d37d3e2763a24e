using System.Diagnostics;
using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Testing;

namespace Lab.Embedded.Tests.Testing;

/// <summary>A project in several replicas behind one endpoint.</summary>
public sealed class ReplicaTests
{
    private static readonly string[] Replicas = ["api.1", "api.2"];

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Replicas_of_a_project_answer_at_one_endpoint_while_one_of_them_is_killed_and_started_again()
    {
        await using var builder = await DistributedApplicationTestingBuilder.CreateAsync<Projects.Testing_Fixture>([$"--Fixture:Replicas={Replicas.Length}"], Token);
        await using var app = await builder.BuildAsync(Token);
        await app.StartAsync(Token);
        await app.ResourceNotifications.WaitForResourceHealthyAsync("api", Token);
        var running = await Task.WhenAll(Replicas.Select(replica => ProcessOfAsync(app, replica, other: null)));
        running.ShouldBeUnique();
        // Each connection goes to the next replica.
        foreach (var _ in Enumerable.Range(0, 2 * Replicas.Length))
        {
            using var client = app.CreateHttpClient("api");
            (await client.GetStringAsync("/", Token)).ShouldBe("api");
        }

        using (var killed = Process.GetProcessById(running[0]))
        {
            killed.Kill();
            await killed.WaitForExitAsync(Token);
        }

        using (var client = app.CreateHttpClient("api"))
        {
            (await client.GetStringAsync("/", Token)).ShouldBe("api");
        }

        (await ProcessOfAsync(app, Replicas[0], running[0])).ShouldNotBe(running[1]);
        (await ProcessOfAsync(app, Replicas[1], other: null)).ShouldBe(running[1]);
    }

    /// <summary>Waits until a replica runs in another process than the given one.</summary>
    private static async Task<int> ProcessOfAsync(DistributedApplication app, string replica, int? other)
    {
        await foreach (var change in app.ResourceNotifications.WatchAsync(Token))
        {
            if (change.ResourceId == replica && change.Snapshot.State?.Text == KnownResourceStates.Running
                && change.Snapshot.Properties.FirstOrDefault(p => p.Name == "executable.pid")?.Value is int id && id != other)
            {
                return id;
            }
        }

        throw new InvalidOperationException("The application ended.");
    }
}
