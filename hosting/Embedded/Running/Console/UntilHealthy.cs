using System.Globalization;
using Aspire.Hosting.ApplicationModel;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Hosting;
using Spectre.Console;

namespace Lab.Hosting.Embedded.Running.Console;

/// <summary>Waits until every resource is healthy, says so, and stops the host: exit code 0 if all are, else 1.</summary>
internal sealed class UntilHealthy(
    Readiness readiness,
    ResourceLoggerService loggers,
    RunClock clock,
    IConfiguration configuration,
    IHostApplicationLifetime lifetime,
    IAnsiConsole console,
    TimeProvider timeProvider) : BackgroundService
{
    private const int ShownLines = 15;

    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(20);

    private readonly Dictionary<IResource, TimeSpan> healthyAfter = [];

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        Environment.ExitCode = 1;
        var timeout = TimeSpan.FromSeconds(configuration.GetValue<int>(RunArguments.TimeoutKey));
        try
        {
            var resources = await WatchAsync(timeout, stoppingToken).ConfigureAwait(false);
            var failed = resources.Where(r => r.Verdict is Verdict.Pending or Verdict.Failed).ToArray();
            Print(resources);
            foreach (var resource in failed)
            {
                await PrintFailureAsync(resource).ConfigureAwait(false);
            }

            console.MarkupLine(failed.Length == 0
                ? $"[green]All healthy[/] after {Seconds(clock.Elapsed)} s."
                : $"[red]Not healthy[/] after {Seconds(clock.Elapsed)} s: {Markup.Escape(string.Join(", ", failed.Select(f => f.Resource.Name)))}.");
            Environment.ExitCode = failed.Length == 0 ? 0 : 1;
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // It was told to stop before.
        }
        finally
        {
            lifetime.StopApplication();
        }
    }

    private async Task<IReadOnlyList<ResourceReadiness>> WatchAsync(TimeSpan timeout, CancellationToken stoppingToken)
    {
        while (true)
        {
            var resources = readiness.Judge();
            foreach (var healthy in resources.Where(r => r.Verdict == Verdict.Healthy))
            {
                healthyAfter.TryAdd(healthy.Resource, clock.Elapsed);
            }

            if (clock.Elapsed >= timeout || (lifetime.ApplicationStarted.IsCancellationRequested && resources.All(r => r.Verdict != Verdict.Pending) && !readiness.MayChange))
            {
                return resources;
            }

            // The judgement also depends on time: what has crashed must have run well for a while.
            await Task.Delay(Interval, timeProvider, stoppingToken).ConfigureAwait(false);
        }
    }

    private void Print(IReadOnlyList<ResourceReadiness> resources)
    {
        var table = new Table().AddColumns("Resource", "State").AddColumn("Seconds", c => c.RightAligned()).AddColumn("Endpoint");
        table.Border = console.Profile.Out.IsTerminal ? TableBorder.Rounded : TableBorder.None;
        foreach (var resource in resources)
        {
            table.AddRow(
                Markup.Escape(resource.Resource.Name),
                $"[{Colour(resource.Verdict)}]{Markup.Escape(Describe(resource))}[/]",
                resource.Verdict == Verdict.Healthy && healthyAfter.TryGetValue(resource.Resource, out var after) ? Seconds(after) : "",
                Markup.Escape(resource.Endpoint ?? ""));
        }

        console.Write(table);
    }

    private async Task PrintFailureAsync(ResourceReadiness resource)
    {
        console.WriteLine();
        console.MarkupLine($"[red]{Markup.Escape(resource.Resource.Name)}[/]: {Markup.Escape(resource.State)}{Markup.Escape(resource.Reason is { } reason && reason != resource.State ? $", {reason}" : "")}");
        var lines = new List<LogLine>();
        await foreach (var batch in loggers.GetAllAsync(resource.Resource).ConfigureAwait(false))
        {
            lines.AddRange(batch);
        }

        foreach (var line in lines.TakeLast(ShownLines))
        {
            console.WriteLine("  " + line.Content);
        }
    }

    private static string Describe(ResourceReadiness resource) => resource.Verdict == Verdict.Healthy && resource.State == KnownResourceStates.Running ? "Healthy" : resource.State;

    private static string Colour(Verdict verdict) => verdict switch
    {
        Verdict.Healthy => "green",
        Verdict.NotAwaited => "grey",
        _ => "red",
    };

    private static string Seconds(TimeSpan time) => time.TotalSeconds.ToString("0.0", CultureInfo.InvariantCulture);
}
