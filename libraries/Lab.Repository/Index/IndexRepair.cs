using Lab.Repository.Format;
using Lab.Repository.Locks;
using Lab.Repository.Packs;

namespace Lab.Repository.Index;

/// <summary>Makes the index anew from the directories that stand at the end of the packs, where index files were damaged or lost.</summary>
/// <param name="repository">The repository.</param>
public sealed class IndexRepair(BackupRepository repository)
{
    /// <summary>Repairs. What is in index files that can be read is taken from them; only other packs are read.</summary>
    /// <param name="cancellationToken">Gives up; nothing was changed then.</param>
    /// <returns>What was done.</returns>
    /// <exception cref="RepositoryException">Somebody else uses the repository, or the storage cannot be read or written.</exception>
    public async Task<IndexRepairResult> RunAsync(CancellationToken cancellationToken = default)
    {
        var held = await repository.Locks.AcquireAsync(LockPurpose.Collect, null, cancellationToken).ConfigureAwait(false);
        await using (held.ConfigureAwait(false))
        {
            // Packs of a writer that is at work may be half of what it will publish, and a collection may be removing some.
            if ((await repository.Locks.BreakStaleAsync(cancellationToken).ConfigureAwait(false)).FirstOrDefault(l => l.Id != held.Record.Id) is { } other)
            {
                throw new RepositoryException(RepositoryError.Locked, $"process {other.Process} on {other.Host} uses the repository: repair it when nobody does.");
            }

            var (readable, known, damaged) = await repository.Index.SalvageAsync(cancellationToken).ConfigureAwait(false);
            var packs = new List<Pack>();
            var problems = new List<string>();
            var found = 0;
            foreach (var stored in await repository.Backend.ListAsync(RepositoryFormat.Packs, cancellationToken).ConfigureAwait(false))
            {
                if (PackId.FromKey(stored.Key) is not { } id)
                {
                    continue;
                }

                if (known.TryGetValue(id, out var pack))
                {
                    packs.Add(pack);
                    continue;
                }

                try
                {
                    packs.Add(new Pack(id, stored.Length, stored.Modified, await PackFrame.ReadAsync(repository.Backend, repository.Cipher, id, stored.Length, cancellationToken).ConfigureAwait(false)));
                    found++;
                }
                catch (InvalidDataException error)
                {
                    problems.Add($"{stored.Key} is damaged: {error.Message}.");
                }
            }

            await held.EnsureHeldAsync(cancellationToken).ConfigureAwait(false);
            await repository.Index.ReplaceAsync(readable, packs, cancellationToken).ConfigureAwait(false);
            return new IndexRepairResult(packs.Count, found, damaged, problems);
        }
    }
}
