using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Lab.Repository.Backends;
using Lab.Repository.Format;
using Lab.Repository.Receipts;

namespace Lab.Repository.Keys;

/// <summary>
/// The slots that open a repository. Each wraps the same master key, so that passphrases come and go without rewriting data. Who once
/// opened the repository may have kept the master key: removing a slot does not lock them out.
/// </summary>
public sealed class KeyStore
{
    /// <summary>Rounds of PBKDF2-HMAC-SHA512 (OWASP Password Storage Cheat Sheet, 2023).</summary>
    internal const int Iterations = 210_000;

    private const int MostIterations = 100_000_000;
    private const int NonceSize = 12;

    private readonly IBackend backend;
    private readonly string repository;
    private readonly RepositoryCipher cipher;
    private readonly ReceiptStore receipts;
    private readonly TimeProvider time;

    internal KeyStore(IBackend backend, string repository, RepositoryCipher cipher, ReceiptStore receipts, TimeProvider time)
    {
        this.backend = backend;
        this.repository = repository;
        this.cipher = cipher;
        this.receipts = receipts;
        this.time = time;
    }

    /// <summary>Lists the slots.</summary>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>The slots, oldest first.</returns>
    public async Task<IReadOnlyList<KeySlot>> ListAsync(CancellationToken cancellationToken = default) =>
        [.. (await ReadAsync(backend, cancellationToken).ConfigureAwait(false)).OrderBy(s => s.Created)];

    /// <summary>Adds a slot.</summary>
    /// <param name="secret">What will open it.</param>
    /// <param name="label">What a person calls it.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>The new slot.</returns>
    public async Task<KeySlot> AddAsync(RepositorySecret secret, string label, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(secret);
        var id = Guid.NewGuid().ToString("n");
        var salt = RandomNumberGenerator.GetBytes(32);
        var iterations = secret.Derivation == KeySlot.Pbkdf2 ? Iterations : 0;
        var slot = new KeySlot(id, repository, label, time.GetUtcNow(), secret.Derivation, iterations, salt, Wrap(secret.Derive(secret.Derivation, salt, iterations), id));
        var content = JsonSerializer.SerializeToUtf8Bytes(slot);
        await backend.PutAsync(RepositoryFormat.Keys + id, content, onlyIfAbsent: true, cancellationToken).ConfigureAwait(false);
        await receipts.WriteAsync(RepositoryFormat.Keys + id, content, cancellationToken).ConfigureAwait(false);
        return slot;
    }

    /// <summary>Removes a slot.</summary>
    /// <param name="id">The slot's id, or as many of its first digits as tell it apart.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>A task that ends when it is gone.</returns>
    /// <exception cref="RepositoryException">There is no such slot, or it is the last one.</exception>
    public async Task RemoveAsync(string id, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(id);
        var slots = await ReadAsync(backend, cancellationToken).ConfigureAwait(false);
        var matching = slots.Where(s => s.Id.StartsWith(id, StringComparison.Ordinal)).ToArray();
        if (matching.Length != 1)
        {
            throw new RepositoryException(RepositoryError.NotFound, $"{(matching.Length == 0 ? "no key" : "more than one key")} begins with '{id}': there are {string.Join(", ", slots.Select(s => s.Id))}.");
        }

        if (slots.Count == 1)
        {
            throw new RepositoryException(RepositoryError.Invalid, "this is the last key: without it nothing could be read any more. Add another one first.");
        }

        await DeleteAsync(matching[0], cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Replaces the slots that a secret opens by one for another secret.</summary>
    /// <param name="old">What opens the slots that go.</param>
    /// <param name="replacement">What opens the slot that comes.</param>
    /// <param name="cancellationToken">Gives up; then both may open the repository.</param>
    /// <returns>The new slot.</returns>
    /// <exception cref="RepositoryException">The old secret opens nothing.</exception>
    public async Task<KeySlot> ChangeAsync(RepositorySecret old, RepositorySecret replacement, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(old);
        var slots = await ReadAsync(backend, cancellationToken).ConfigureAwait(false);
        var opened = slots.Where(s => TryUnwrap(s, old, repository) is not null).ToArray();
        if (opened.Length == 0)
        {
            throw Wrong(backend, slots.Count);
        }

        var added = await AddAsync(replacement, opened[0].Label, cancellationToken).ConfigureAwait(false);
        foreach (var slot in opened)
        {
            await DeleteAsync(slot, cancellationToken).ConfigureAwait(false);
        }

        return added;
    }

    /// <summary>Finds the master key.</summary>
    /// <exception cref="RepositoryException">No slot opens.</exception>
    internal static async Task<RepositoryCipher> OpenAsync(IBackend backend, string repository, RepositorySecret secret, CancellationToken cancellationToken)
    {
        var slots = await ReadAsync(backend, cancellationToken).ConfigureAwait(false);
        foreach (var slot in slots.OrderByDescending(s => s.Derivation == secret.Derivation))
        {
            if (TryUnwrap(slot, secret, repository) is { } master)
            {
                var cipher = new RepositoryCipher(master);
                CryptographicOperations.ZeroMemory(master);
                return cipher;
            }
        }

        throw slots.FirstOrDefault(s => s.Repository != repository && TryUnwrap(s, secret, s.Repository) is not null) is { } other
            ? new RepositoryException(RepositoryError.Damaged, $"{backend.Description}: {RepositoryFormat.ConfigKey} is damaged: it gives the repository's id as '{repository}', its keys as '{other.Repository}'.")
            : Wrong(backend, slots.Count);
    }

    private async Task DeleteAsync(KeySlot slot, CancellationToken cancellationToken)
    {
        await receipts.RemoveAsync(RepositoryFormat.Keys + slot.Id, cancellationToken).ConfigureAwait(false);
        await backend.DeleteAsync(RepositoryFormat.Keys + slot.Id, cancellationToken).ConfigureAwait(false);
    }

    private static RepositoryException Wrong(IBackend backend, int slots) =>
        new(RepositoryError.WrongPassphrase, $"{backend.Description}: the passphrase or key file opens none of the {slots} keys.");

    private static async Task<IReadOnlyList<KeySlot>> ReadAsync(IBackend backend, CancellationToken cancellationToken)
    {
        var slots = new List<KeySlot>();
        foreach (var listed in await backend.ListAsync(RepositoryFormat.Keys, cancellationToken).ConfigureAwait(false))
        {
            if (await backend.GetAsync(listed.Key, cancellationToken).ConfigureAwait(false) is { } bytes && TryParse(bytes) is { } slot)
            {
                slots.Add(slot);
            }
        }

        return slots;
    }

    /// <summary>A damaged slot must not keep the others from opening the repository; verification reports it.</summary>
    internal static KeySlot? TryParse(byte[] bytes)
    {
        try
        {
            var slot = JsonSerializer.Deserialize<KeySlot>(bytes);
            return slot is { Id.Length: 32, Repository.Length: 32, Label: not null, Salt.Length: > 0, Wrapped.Length: NonceSize + RepositoryCipher.MasterKeySize + RepositoryFormat.TagSize }
                && (slot.Derivation == KeySlot.Hkdf || slot is { Derivation: KeySlot.Pbkdf2, Iterations: > 0 and <= MostIterations })
                ? slot
                : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static byte[]? TryUnwrap(KeySlot slot, RepositorySecret secret, string repository)
    {
        if (slot.Derivation != secret.Derivation)
        {
            return null;
        }

        using var aes = new AesGcm(secret.Derive(slot.Derivation, slot.Salt, slot.Iterations), RepositoryFormat.TagSize);
        var master = new byte[RepositoryCipher.MasterKeySize];
        try
        {
            aes.Decrypt(slot.Wrapped.AsSpan(0, NonceSize), slot.Wrapped.AsSpan(NonceSize, master.Length), slot.Wrapped.AsSpan(NonceSize + master.Length), master, Bound(repository, slot.Id));
            return master;
        }
        catch (AuthenticationTagMismatchException)
        {
            return null;
        }
    }

    private static byte[] Bound(string repository, string slot) => Encoding.UTF8.GetBytes($"lab-repository key {repository} {slot}");

    private byte[] Wrap(byte[] key, string slot)
    {
        var wrapped = new byte[NonceSize + RepositoryCipher.MasterKeySize + RepositoryFormat.TagSize];
        RandomNumberGenerator.Fill(wrapped.AsSpan(0, NonceSize));
        using var aes = new AesGcm(key, RepositoryFormat.TagSize);
        aes.Encrypt(wrapped.AsSpan(0, NonceSize), cipher.Master, wrapped.AsSpan(NonceSize, RepositoryCipher.MasterKeySize), wrapped.AsSpan(NonceSize + RepositoryCipher.MasterKeySize), Bound(repository, slot));
        return wrapped;
    }
}
