using System.Security.Cryptography;
using System.Text.Json;
using Lab.Repository.Backends;
using Lab.Repository.Format;

namespace Lab.Repository.Receipts;

/// <summary>
/// Receipts of objects that nothing else refers to: snapshots, key slots, the configuration. Without one, an object that got lost could not
/// be told from one that was removed. A receipt is written after its object and removed before it: who is interrupted in between leaves an
/// object without a receipt, which is no error.
/// </summary>
internal sealed class ReceiptStore(IBackend backend, RepositoryCipher cipher)
{
    /// <summary>Vouches for an object that was just written.</summary>
    /// <param name="key">The object.</param>
    /// <param name="content">Its bytes.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public Task WriteAsync(string key, ReadOnlySpan<byte> content, CancellationToken cancellationToken)
    {
        var receipt = RepositoryFormat.Receipts + key;
        return backend.PutAsync(receipt, cipher.Seal(receipt, JsonSerializer.SerializeToUtf8Bytes(new Receipt(SHA256.HashData(content)))), onlyIfAbsent: false, cancellationToken);
    }

    /// <summary>Says that an object will be removed.</summary>
    public Task RemoveAsync(string key, CancellationToken cancellationToken) => backend.DeleteAsync(RepositoryFormat.Receipts + key, cancellationToken);

    /// <summary>The objects that should be there.</summary>
    public async Task<IReadOnlyList<string>> ListAsync(CancellationToken cancellationToken) =>
        [.. (await backend.ListAsync(RepositoryFormat.Receipts, cancellationToken).ConfigureAwait(false)).Select(o => o.Key[RepositoryFormat.Receipts.Length..])];

    /// <summary>What is wrong with an object that has a receipt.</summary>
    /// <returns>One line, or <see langword="null"/>; also when the receipt is gone by now or is itself damaged.</returns>
    public async Task<string?> CheckAsync(string key, CancellationToken cancellationToken)
    {
        var content = await backend.GetAsync(key, cancellationToken).ConfigureAwait(false);
        if (await backend.GetAsync(RepositoryFormat.Receipts + key, cancellationToken).ConfigureAwait(false) is not { } bytes)
        {
            return null;
        }

        if (content is null)
        {
            return $"{key} is missing, and nobody removed it.";
        }

        try
        {
            var receipt = JsonSerializer.Deserialize<Receipt>(cipher.Open(RepositoryFormat.Receipts + key, bytes));
            return receipt?.Sha256 is not { } expected || SHA256.HashData(content).AsSpan().SequenceEqual(expected) ? null : $"{key} is damaged: it is not what was written.";
        }
        catch (Exception error) when (error is JsonException or RepositoryException { Error: RepositoryError.Damaged })
        {
            return null;
        }
    }
}
