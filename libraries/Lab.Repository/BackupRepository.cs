using System.Security.Cryptography;
using System.Text.Json;
using Lab.Repository.Backends;
using Lab.Repository.Damage;
using Lab.Repository.Format;
using Lab.Repository.Index;
using Lab.Repository.Keys;
using Lab.Repository.Locks;
using Lab.Repository.Receipts;
using Lab.Repository.Snapshots;

namespace Lab.Repository;

/// <summary>A repository that was opened with one of its keys. Safe for many threads; any number of processes may use a repository at once.</summary>
public sealed class BackupRepository
{
    private BackupRepository(IBackend backend, RepositoryConfig config, RepositoryCipher cipher, TimeProvider time)
    {
        Backend = backend;
        Id = config.Id;
        Created = config.Created;
        Cipher = cipher;
        Time = time;
        Receipts = new ReceiptStore(backend, cipher);
        Damage = new DamageStore(backend, cipher);
        Keys = new KeyStore(backend, config.Id, cipher, Receipts, time);
        Snapshots = new SnapshotStore(backend, cipher, Receipts);
        Index = new IndexStore(backend, cipher, Damage);
        Locks = new LockStore(backend, cipher, time);
    }

    /// <summary>The repository's id: 32 hexadecimal digits.</summary>
    public string Id { get; }

    /// <summary>When it was made.</summary>
    public DateTimeOffset Created { get; }

    /// <summary>Where it lies.</summary>
    public IBackend Backend { get; }

    /// <summary>The keys that open it.</summary>
    public KeyStore Keys { get; }

    /// <summary>Its snapshots.</summary>
    public SnapshotStore Snapshots { get; }

    internal RepositoryCipher Cipher { get; }

    internal ReceiptStore Receipts { get; }

    internal DamageStore Damage { get; }

    internal IndexStore Index { get; }

    internal LockStore Locks { get; }

    internal TimeProvider Time { get; }

    /// <summary>Makes a repository.</summary>
    /// <param name="backend">Where.</param>
    /// <param name="secret">What will open it.</param>
    /// <param name="time">The clock; the system's when null.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>The new repository, opened.</returns>
    /// <exception cref="RepositoryException">There is one already, or the storage cannot be written.</exception>
    public static async Task<BackupRepository> InitializeAsync(IBackend backend, RepositorySecret secret, TimeProvider? time = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(backend);
        ArgumentNullException.ThrowIfNull(secret);
        var clock = time ?? TimeProvider.System;
        if (await backend.GetAsync(RepositoryFormat.ConfigKey, cancellationToken).ConfigureAwait(false) is not null)
        {
            throw Exists(backend);
        }

        var config = new RepositoryConfig(RepositoryFormat.Name, RepositoryFormat.Version, Guid.NewGuid().ToString("n"), clock.GetUtcNow());
        var repository = new BackupRepository(backend, config, new RepositoryCipher(RandomNumberGenerator.GetBytes(RepositoryCipher.MasterKeySize)), clock);

        // The key first: a repository exists from the moment that its configuration does.
        var slot = await repository.Keys.AddAsync(secret, "first", cancellationToken).ConfigureAwait(false);
        var content = JsonSerializer.SerializeToUtf8Bytes(config);
        if (!await backend.PutAsync(RepositoryFormat.ConfigKey, content, onlyIfAbsent: true, cancellationToken).ConfigureAwait(false))
        {
            await repository.Receipts.RemoveAsync(RepositoryFormat.Keys + slot.Id, cancellationToken).ConfigureAwait(false);
            await backend.DeleteAsync(RepositoryFormat.Keys + slot.Id, cancellationToken).ConfigureAwait(false);
            throw Exists(backend);
        }

        await repository.Receipts.WriteAsync(RepositoryFormat.ConfigKey, content, cancellationToken).ConfigureAwait(false);
        return repository;
    }

    /// <summary>Opens a repository.</summary>
    /// <param name="backend">Where it lies.</param>
    /// <param name="secret">A passphrase or key file.</param>
    /// <param name="time">The clock; the system's when null.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>The repository.</returns>
    /// <exception cref="RepositoryException">There is none, it is newer than this program, or the secret does not open it.</exception>
    public static async Task<BackupRepository> OpenAsync(IBackend backend, RepositorySecret secret, TimeProvider? time = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(backend);
        ArgumentNullException.ThrowIfNull(secret);
        var bytes = await backend.GetAsync(RepositoryFormat.ConfigKey, cancellationToken).ConfigureAwait(false)
            ?? throw new RepositoryException(RepositoryError.NotFound, $"{backend.Description} holds no repository: make one with 'init'.");
        var config = Parse(backend, bytes);
        var cipher = await KeyStore.OpenAsync(backend, config.Id, secret, cancellationToken).ConfigureAwait(false);
        return new BackupRepository(backend, config, cipher, time ?? TimeProvider.System);
    }

    private static RepositoryException Exists(IBackend backend) => new(RepositoryError.Exists, $"{backend.Description} already holds a repository.");

    private static RepositoryConfig Parse(IBackend backend, byte[] bytes)
    {
        RepositoryConfig? config;
        try
        {
            config = JsonSerializer.Deserialize<RepositoryConfig>(bytes);
        }
        catch (JsonException error)
        {
            throw new RepositoryException(RepositoryError.Damaged, $"{backend.Description}: {RepositoryFormat.ConfigKey} is damaged.", error);
        }

        return config switch
        {
            { Version: > RepositoryFormat.Version } => throw new RepositoryException(
                RepositoryError.Newer, $"{backend.Description} has format {config.Version}; this program reads up to {RepositoryFormat.Version}: use a newer one."),
            { Format: RepositoryFormat.Name, Version: > 0, Id.Length: 32 } => config,
            _ => throw new RepositoryException(RepositoryError.Damaged, $"{backend.Description}: {RepositoryFormat.ConfigKey} is damaged."),
        };
    }
}
