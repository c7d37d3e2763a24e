using System.Text.Json;
using Lab.Repository.Backends;
using Lab.Repository.Format;
using Lab.Repository.Receipts;

namespace Lab.Repository.Snapshots;

/// <summary>The snapshots of a repository.</summary>
public sealed class SnapshotStore
{
    /// <summary>A fence is needed for as long as its writer might wake up.</summary>
    internal static readonly TimeSpan FencesStay = TimeSpan.FromDays(30);

    private readonly IBackend backend;
    private readonly RepositoryCipher cipher;

    private readonly ReceiptStore receipts;

    internal SnapshotStore(IBackend backend, RepositoryCipher cipher, ReceiptStore receipts)
    {
        this.backend = backend;
        this.cipher = cipher;
        this.receipts = receipts;
    }

    /// <summary>Lists the snapshots.</summary>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>Every snapshot, oldest first.</returns>
    /// <exception cref="RepositoryException">A manifest is damaged; it names which.</exception>
    public Task<IReadOnlyList<SnapshotManifest>> ListAsync(CancellationToken cancellationToken = default) => ListAsync((_, error) => throw error, cancellationToken);

    /// <summary>Lists the snapshots whose manifests can be read.</summary>
    /// <param name="damaged">Told of each other one: its id, and what is wrong.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>Every readable snapshot, oldest first.</returns>
    public async Task<IReadOnlyList<SnapshotManifest>> ListAsync(Action<string, RepositoryException> damaged, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(damaged);
        var manifests = new List<SnapshotManifest>();
        foreach (var listed in await backend.ListAsync(RepositoryFormat.Snapshots, cancellationToken).ConfigureAwait(false))
        {
            try
            {
                if (await ReadAsync(listed.Key, cancellationToken).ConfigureAwait(false) is { } manifest)
                {
                    manifests.Add(manifest);
                }
            }
            catch (RepositoryException error) when (error.Error == RepositoryError.Damaged)
            {
                damaged(listed.Key[RepositoryFormat.Snapshots.Length..], error);
            }
        }

        return [.. manifests.OrderBy(m => m.Created).ThenBy(m => m.Id, StringComparer.Ordinal)];
    }

    /// <summary>Finds a snapshot.</summary>
    /// <param name="name">Its id, as many of its first digits as tell it apart, or <c>latest</c>.</param>
    /// <param name="group">Where <c>latest</c> is looked for; everywhere when null.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>The snapshot.</returns>
    /// <exception cref="RepositoryException">There is none, there is more than one, or its manifest is damaged; that of another one is no hindrance.</exception>
    public async Task<SnapshotManifest> FindAsync(string name, string? group = null, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        var all = await ListAsync(
            (id, error) =>
            {
                if (name == "latest")
                {
                    throw new RepositoryException(RepositoryError.Damaged, $"{error.Message} It may be the latest snapshot: name the one you want.", error);
                }

                if (id.StartsWith(name, StringComparison.Ordinal))
                {
                    throw error;
                }
            },
            cancellationToken).ConfigureAwait(false);
        if (name == "latest")
        {
            return all.LastOrDefault(m => group is null || m.Group == group)
                ?? throw new RepositoryException(RepositoryError.NotFound, group is null ? "there is no snapshot yet." : $"there is no snapshot of group '{group}'.");
        }

        var matching = all.Where(m => m.Id.StartsWith(name, StringComparison.Ordinal)).ToArray();
        return matching.Length switch
        {
            1 => matching[0],
            0 => throw new RepositoryException(RepositoryError.NotFound, $"no snapshot begins with '{name}'; 'snapshots' lists them."),
            _ => throw new RepositoryException(RepositoryError.NotFound, $"{matching.Length} snapshots begin with '{name}': give more digits."),
        };
    }

    /// <summary>Which snapshots are protected from being pruned.</summary>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>Their ids.</returns>
    public async Task<IReadOnlySet<string>> ProtectedAsync(CancellationToken cancellationToken = default) =>
        (await backend.ListAsync(RepositoryFormat.Protected, cancellationToken).ConfigureAwait(false))
            .Select(o => o.Key[RepositoryFormat.Protected.Length..]).ToHashSet();

    /// <summary>Protects a snapshot from being pruned, or no longer.</summary>
    /// <param name="id">Its whole id.</param>
    /// <param name="protect">Whether it is protected from now on.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>A task that ends when it is so.</returns>
    public Task ProtectAsync(string id, bool protect, CancellationToken cancellationToken = default) => protect
        ? backend.PutAsync(RepositoryFormat.Protected + id, ReadOnlyMemory<byte>.Empty, onlyIfAbsent: true, cancellationToken)
        : backend.DeleteAsync(RepositoryFormat.Protected + id, cancellationToken);

    /// <summary>Finds the id of a snapshot, also of one whose manifest is damaged or lost.</summary>
    /// <param name="name">As many of its first digits as tell it apart.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>The whole id.</returns>
    /// <exception cref="RepositoryException">There is none, or more than one.</exception>
    public async Task<string> FindIdAsync(string name, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        var lost = (await receipts.ListAsync(cancellationToken).ConfigureAwait(false)).Where(k => k.StartsWith(RepositoryFormat.Snapshots, StringComparison.Ordinal));
        var stored = (await backend.ListAsync(RepositoryFormat.Snapshots, cancellationToken).ConfigureAwait(false)).Select(o => o.Key);
        var matching = lost.Union(stored).Select(k => k[RepositoryFormat.Snapshots.Length..]).Where(id => id.StartsWith(name, StringComparison.Ordinal)).ToArray();
        return matching.Length == 1 ? matching[0] : throw new RepositoryException(
            RepositoryError.NotFound, matching.Length == 0 ? $"no snapshot begins with '{name}'; 'snapshots' lists them." : $"{matching.Length} snapshots begin with '{name}': give more digits.");
    }

    /// <summary>Removes a snapshot; its data stay until garbage is collected.</summary>
    /// <param name="id">Its whole id; whether it is whole, damaged or lost.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>A task that ends when it is gone.</returns>
    /// <exception cref="RepositoryException">It is protected.</exception>
    public async Task RemoveAsync(string id, CancellationToken cancellationToken = default)
    {
        if ((await ProtectedAsync(cancellationToken).ConfigureAwait(false)).Contains(id))
        {
            throw new RepositoryException(RepositoryError.Invalid, $"snapshot {id} is protected.");
        }

        await receipts.RemoveAsync(RepositoryFormat.Snapshots + id, cancellationToken).ConfigureAwait(false);
        await backend.DeleteAsync(RepositoryFormat.Snapshots + id, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Takes a dead writer's snapshot's name, unless the writer was faster.</summary>
    internal static Task FenceAsync(IBackend backend, RepositoryCipher cipher, string id, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var key = RepositoryFormat.Snapshots + id;
        return backend.PutAsync(key, cipher.Seal(key, JsonSerializer.SerializeToUtf8Bytes(new SnapshotFence(now))), onlyIfAbsent: true, cancellationToken);
    }

    /// <summary>Publishes a snapshot.</summary>
    /// <exception cref="RepositoryException">Its writer was fenced.</exception>
    internal async Task AddAsync(SnapshotManifest manifest, CancellationToken cancellationToken)
    {
        var key = RepositoryFormat.Snapshots + manifest.Id;
        var content = cipher.Seal(key, JsonSerializer.SerializeToUtf8Bytes(manifest, SnapshotJson.Default.SnapshotManifest));
        if (!await backend.PutAsync(key, content, onlyIfAbsent: true, cancellationToken).ConfigureAwait(false))
        {
            throw new RepositoryException(RepositoryError.Locked, "this backup was taken for abandoned and its lock broken before it could finish: run it again; what it stored is used again.");
        }

        await receipts.WriteAsync(key, content, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Removes fences that no writer can run into any more.</summary>
    internal async Task RemoveFencesAsync(DateTimeOffset now, CancellationToken cancellationToken)
    {
        foreach (var listed in await backend.ListAsync(RepositoryFormat.Snapshots, cancellationToken).ConfigureAwait(false))
        {
            if (listed.Modified < now - FencesStay
                && await backend.GetAsync(listed.Key, cancellationToken).ConfigureAwait(false) is { } bytes
                && Fenced(cipher.Open(listed.Key, bytes)) is { } fenced
                && fenced < now - FencesStay)
            {
                await backend.DeleteAsync(listed.Key, cancellationToken).ConfigureAwait(false);
            }
        }
    }

    /// <summary>Reads one manifest; <see langword="null"/> when it is gone or a fence.</summary>
    /// <exception cref="RepositoryException">It is damaged.</exception>
    internal async Task<SnapshotManifest?> ReadAsync(string key, CancellationToken cancellationToken)
    {
        if (await backend.GetAsync(key, cancellationToken).ConfigureAwait(false) is not { } bytes)
        {
            return null;
        }

        var json = cipher.Open(key, bytes);
        try
        {
            return Fenced(json) is null ? JsonSerializer.Deserialize(json, SnapshotJson.Default.SnapshotManifest) : null;
        }
        catch (JsonException error)
        {
            throw new RepositoryException(RepositoryError.Damaged, $"{key} is damaged: {error.Message.ReplaceLineEndings(" ")}", error);
        }
    }

    private static DateTimeOffset? Fenced(byte[] json) => JsonSerializer.Deserialize<SnapshotFence>(json)?.Fenced;
}
