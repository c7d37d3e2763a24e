using System.Text.Json;
using Lab.Repository.Backends;
using Lab.Repository.Format;

namespace Lab.Repository.Damage;

/// <summary>
/// Remembers damage, so that the next backup stores anew what it finds in its source and was damaged here: from then on, older snapshots that
/// need it are whole again too.
/// </summary>
internal sealed class DamageStore(IBackend backend, RepositoryCipher cipher)
{
    public async Task<IReadOnlyDictionary<PackId, DamageMark>> ReadAsync(CancellationToken cancellationToken)
    {
        var marks = new Dictionary<PackId, DamageMark>();
        foreach (var listed in await backend.ListAsync(RepositoryFormat.Damaged, cancellationToken).ConfigureAwait(false))
        {
            if (PackId.TryParse(listed.Key[RepositoryFormat.Damaged.Length..]) is { } pack
                && await backend.GetAsync(listed.Key, cancellationToken).ConfigureAwait(false) is { } bytes)
            {
                marks[pack] = Open(listed.Key, bytes);
            }
        }

        return marks;
    }

    public Task WriteAsync(PackId pack, DamageMark mark, CancellationToken cancellationToken)
    {
        var key = Key(pack);
        return backend.PutAsync(key, cipher.Seal(key, JsonSerializer.SerializeToUtf8Bytes(mark)), onlyIfAbsent: false, cancellationToken);
    }

    public Task RemoveAsync(PackId pack, CancellationToken cancellationToken) => backend.DeleteAsync(Key(pack), cancellationToken);

    private static string Key(PackId pack) => RepositoryFormat.Damaged + pack;

    private DamageMark Open(string key, byte[] bytes)
    {
        try
        {
            return JsonSerializer.Deserialize<DamageMark>(cipher.Open(key, bytes)) ?? new DamageMark(Blobs: null);
        }
        catch (Exception error) when (error is JsonException or RepositoryException { Error: RepositoryError.Damaged })
        {
            // To store something twice costs space; to trust what is damaged costs data.
            return new DamageMark(Blobs: null);
        }
    }
}
