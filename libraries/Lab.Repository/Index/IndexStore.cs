using System.Globalization;
using Lab.Repository.Backends;
using Lab.Repository.Damage;
using Lab.Repository.Format;
using Lab.Repository.Packs;

namespace Lab.Repository.Index;

/// <summary>Reads and publishes index files.</summary>
internal sealed class IndexStore(IBackend backend, RepositoryCipher cipher, DamageStore damage)
{
    private const string Base = RepositoryFormat.Index + "base-";
    private const string Delta = RepositoryFormat.Index + "delta-";
    private const int Attempts = 10;

    /// <summary>Reads the whole index as it was at one moment.</summary>
    /// <exception cref="RepositoryException">An index file is damaged.</exception>
    public async Task<RepositoryIndex> LoadAsync(CancellationToken cancellationToken)
    {
        // A collection may replace files between the listing and the reading: the next listing then shows what replaced them.
        for (var attempt = 1; ; attempt++)
        {
            if (await TryLoadAsync(cancellationToken).ConfigureAwait(false) is { } index)
            {
                return index;
            }

            if (attempt == Attempts)
            {
                throw new RepositoryException(RepositoryError.Damaged, $"{backend.Description}: index files vanish while they are read.");
            }
        }
    }

    /// <summary>Publishes packs that are already stored.</summary>
    public async Task AddAsync(IReadOnlyList<Pack> packs, CancellationToken cancellationToken)
    {
        var name = $"{Delta}{Guid.NewGuid():n}";
        await WriteAsync(name, new IndexFile(0, [], packs), cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Publishes a new base in place of all files of an index.</summary>
    /// <param name="replaced">The index that the new base was made from.</param>
    /// <param name="packs">All packs there are.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>The new base's number.</returns>
    /// <exception cref="RepositoryException">Somebody else published a base meanwhile; nothing was changed.</exception>
    public async Task<ulong> ReplaceAsync(RepositoryIndex replaced, IReadOnlyList<Pack> packs, CancellationToken cancellationToken)
    {
        var generation = replaced.Generation + 1;
        var written = await WriteAsync(BaseName(generation), new IndexFile(generation, replaced.Files, packs), cancellationToken).ConfigureAwait(false);
        if (!written)
        {
            throw new RepositoryException(RepositoryError.Locked, "another garbage collection finished meanwhile: this one changed nothing.");
        }

        foreach (var file in replaced.Files)
        {
            await backend.DeleteAsync(file, cancellationToken).ConfigureAwait(false);
        }

        return generation;
    }

    /// <summary>Reads what can be read, also of files that a base supersedes.</summary>
    /// <returns>An index without packs that stands for all files, to be replaced; the packs; the number of files that cannot be read.</returns>
    public async Task<(RepositoryIndex All, IReadOnlyDictionary<PackId, Pack> Packs, int Damaged)> SalvageAsync(CancellationToken cancellationToken)
    {
        var names = (await backend.ListAsync(RepositoryFormat.Index, cancellationToken).ConfigureAwait(false))
            .Select(o => o.Key).Where(IsIndexFile).OrderByDescending(Generation).ToArray();
        var packs = new Dictionary<PackId, Pack>();
        var damaged = 0;
        foreach (var name in names)
        {
            try
            {
                foreach (var pack in (await ReadAsync(name, cancellationToken).ConfigureAwait(false))?.Packs ?? [])
                {
                    packs.TryAdd(pack.Id, pack);
                }
            }
            catch (RepositoryException error) when (error.Error == RepositoryError.Damaged)
            {
                damaged++;
            }
        }

        return (new RepositoryIndex(names.Select(Generation).Max() ?? 0, names, await damage.ReadAsync(cancellationToken).ConfigureAwait(false)), packs, damaged);
    }

    private static bool IsIndexFile(string name) => Generation(name) is not null || name.StartsWith(Delta, StringComparison.Ordinal);

    private static string BaseName(ulong generation) => Base + generation.ToString("x16", CultureInfo.InvariantCulture);

    private static ulong? Generation(string name) =>
        name.StartsWith(Base, StringComparison.Ordinal) && ulong.TryParse(name.AsSpan(Base.Length), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var generation)
            ? generation
            : null;

    private async Task<RepositoryIndex?> TryLoadAsync(CancellationToken cancellationToken)
    {
        var listed = await backend.ListAsync(RepositoryFormat.Index, cancellationToken).ConfigureAwait(false);
        var names = listed.Select(o => o.Key).Where(IsIndexFile).ToArray();
        var newest = names.Select(Generation).Max() ?? 0;

        var files = new List<(string Name, IndexFile File)>();
        var superseded = new HashSet<string>();
        foreach (var name in names.OrderByDescending(n => Generation(n) == newest))
        {
            if (superseded.Contains(name) || (Generation(name) is { } generation && generation < newest))
            {
                continue;
            }

            if (await ReadAsync(name, cancellationToken).ConfigureAwait(false) is not { } file)
            {
                return null;
            }

            superseded.UnionWith(file.Supersedes);
            files.Add((name, file));
        }

        // While a folder is listed, a collection may put a new base and remove the old one, and the listing then have neither.
        var again = await backend.ListAsync(RepositoryFormat.Index, cancellationToken).ConfigureAwait(false);
        if ((again.Select(o => Generation(o.Key)).Max() ?? 0) != newest)
        {
            return null;
        }

        // What is superseded but still there (its removal was interrupted) is superseded by the next base too.
        var index = new RepositoryIndex(newest, names, await damage.ReadAsync(cancellationToken).ConfigureAwait(false));
        foreach (var pack in files.SelectMany(f => f.File.Packs))
        {
            index.Add(pack);
        }

        return index;
    }

    private async Task<IndexFile?> ReadAsync(string name, CancellationToken cancellationToken)
    {
        if (await backend.GetAsync(name, cancellationToken).ConfigureAwait(false) is not { } bytes)
        {
            return null;
        }

        try
        {
            return IndexFile.Read(cipher.Open(name, bytes));
        }
        catch (Exception error) when (error is InvalidDataException or RepositoryException { Error: RepositoryError.Damaged })
        {
            var why = error is InvalidDataException ? $"{name} is damaged: {error.Message}." : error.Message;
            throw new RepositoryException(RepositoryError.Damaged, $"{why} 'repair' makes the index anew.", error);
        }
    }

    private Task<bool> WriteAsync(string name, IndexFile file, CancellationToken cancellationToken) =>
        backend.PutAsync(name, cipher.Seal(name, file.Write().Span), onlyIfAbsent: true, cancellationToken);
}
