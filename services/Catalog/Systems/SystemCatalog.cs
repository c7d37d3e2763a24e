using Lab.Model;
using Lab.Model.Systems;

namespace Lab.Catalog.Systems;

/// <summary>Joins what lab.json declares with what is live.</summary>
internal sealed class SystemCatalog(LabDeclaration lab, Observer observer, ObservationStore store)
{
    /// <summary>All systems, in the order of lab.json.</summary>
    public Task<IReadOnlyList<CatalogedSystem>> ListAsync(CancellationToken cancellationToken) => LookAsync(lab.Systems, cancellationToken);

    /// <summary>One system; null where lab.json declares none of that name.</summary>
    public async Task<CatalogedSystem?> FindAsync(string name, CancellationToken cancellationToken) =>
        lab.Systems.FirstOrDefault(s => s.Name == name) is { } system ? (await LookAsync([system], cancellationToken))[0] : null;

    private async Task<IReadOnlyList<CatalogedSystem>> LookAsync(IReadOnlyList<DatabaseSystem> systems, CancellationToken cancellationToken)
    {
        var seen = await observer.ObserveAsync(systems, cancellationToken);
        var lastReachable = await store.ExchangeAsync([.. systems.Zip(seen, (system, observation) => (system.Name, observation))], cancellationToken);
        return [.. systems.Zip(seen, (system, observation) => new CatalogedSystem(
            Declaration.Of(system),
            observation,
            observation.State == LiveState.Reachable ? null : lastReachable.GetValueOrDefault(system.Name)))];
    }
}
