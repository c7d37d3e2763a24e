using Lab.Model.Systems;
using Lab.ServiceDefaults.Engines;

namespace Lab.Catalog.Systems;

/// <summary>Asks systems, all at once and each within <see cref="Patience"/>: one that hangs delays nobody.</summary>
internal sealed class Observer(IServiceProvider services, TimeProvider time, ILogger<Observer> logger)
{
    /// <summary>How long one system may take to answer.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    public Task<Observation[]> ObserveAsync(IEnumerable<DatabaseSystem> systems, CancellationToken cancellationToken) =>
        Task.WhenAll(systems.Select(system => ObserveAsync(system, cancellationToken)));

    public async Task<Observation> ObserveAsync(DatabaseSystem system, CancellationToken cancellationToken)
    {
        if (services.GetKeyedService<IEngineProbe>(system.Engine) is not { } probe)
        {
            return new Observation(LiveState.Unknown, time.GetUtcNow(), $"The catalog has no client for {system.Engine}.", null);
        }

        var configuration = services.GetRequiredService<IConfiguration>();
        if (configuration.WhyNotAvailable(system) is { } absent)
        {
            return Unreachable(absent);
        }

        if (string.IsNullOrWhiteSpace(configuration.GetConnectionString(system.Name)))
        {
            return new Observation(LiveState.Unknown, time.GetUtcNow(), $"ConnectionStrings__{system.Name} is not set.", null);
        }

        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        try
        {
            // On a thread of its own, and not awaited for longer than promised: some clients connect synchronously.
            var facts = await Task.Run(() => probe.ObserveAsync(system, stop.Token), cancellationToken).WaitAsync(Patience, time, cancellationToken);
            return new Observation(LiveState.Reachable, time.GetUtcNow(), null, facts);
        }
        catch (TimeoutException)
        {
            return Unreachable($"No answer within {Patience.TotalSeconds:0} s.");
        }
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
        {
            logger.LogDebug(exception, "{System} could not be observed", system.Name);
            return Unreachable(exception.Message);
        }
        finally
        {
            await stop.CancelAsync();
        }
    }

    private Observation Unreachable(string reason) => new(LiveState.Unreachable, time.GetUtcNow(), reason, null);
}
