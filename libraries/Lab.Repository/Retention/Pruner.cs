namespace Lab.Repository.Retention;

/// <summary>Removes the snapshots that a policy does not keep. Their data stay until garbage is collected.</summary>
/// <param name="repository">The repository.</param>
/// <param name="zone">Whose days, weeks, months and years count.</param>
public sealed class Pruner(BackupRepository repository, TimeZoneInfo zone)
{
    /// <summary>Decides, without changing anything.</summary>
    /// <param name="policy">What is kept of each group.</param>
    /// <param name="group">The only group that is looked at; every one when null.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>Every snapshot of the groups with what becomes of it, oldest first.</returns>
    /// <exception cref="RepositoryException">The policy keeps nothing.</exception>
    public async Task<IReadOnlyList<RetentionDecision>> PlanAsync(RetentionPolicy policy, string? group = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(policy);
        if (policy.IsEmpty)
        {
            throw new RepositoryException(RepositoryError.Invalid, "the policy keeps nothing: give at least one of keep-last, -hourly, -daily, -weekly, -monthly, -yearly.");
        }

        // What is protected is read last: a snapshot that gets protection while this runs is more likely seen.
        var snapshots = (await repository.Snapshots.ListAsync(cancellationToken).ConfigureAwait(false)).Where(s => group is null || s.Group == group).ToArray();
        var isProtected = await repository.Snapshots.ProtectedAsync(cancellationToken).ConfigureAwait(false);
        var decisions = new List<RetentionDecision>();
        foreach (var members in snapshots.GroupBy(s => s.Group).Select(g => g.ToArray()))
        {
            var reasons = RetentionSelection.Select([.. members.Select(m => m.Created)], [.. members.Select(m => isProtected.Contains(m.Id))], policy, zone);
            decisions.AddRange(members.Zip(reasons, (snapshot, reason) => new RetentionDecision(snapshot, reason)));
        }

        return [.. decisions.OrderBy(d => d.Snapshot.Created)];
    }

    /// <summary>Decides and removes.</summary>
    /// <param name="policy">What is kept of each group.</param>
    /// <param name="group">The only group that is looked at; every one when null.</param>
    /// <param name="cancellationToken">Gives up; what was removed by then stays removed.</param>
    /// <returns>Every snapshot of the groups with what became of it.</returns>
    /// <exception cref="RepositoryException">The policy keeps nothing, or the storage cannot be written.</exception>
    public async Task<IReadOnlyList<RetentionDecision>> PruneAsync(RetentionPolicy policy, string? group = null, CancellationToken cancellationToken = default)
    {
        var decisions = await PlanAsync(policy, group, cancellationToken).ConfigureAwait(false);
        foreach (var removed in decisions.Where(d => !d.IsKept))
        {
            await repository.Snapshots.RemoveAsync(removed.Snapshot.Id, cancellationToken).ConfigureAwait(false);
        }

        return decisions;
    }
}
