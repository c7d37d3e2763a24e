namespace Lab.Repository.Backends;

/// <summary>
/// Where a repository lies: objects under keys such as <c>index/…</c>. Every write is whole or not at all and durable when it returns; a
/// listing shows every write that returned before it. Safe for many threads and many processes.
/// </summary>
public interface IBackend
{
    /// <summary>What to call it in messages; holds no secret.</summary>
    string Description { get; }

    /// <summary>Reads an object.</summary>
    /// <param name="key">The object.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>Its bytes, or <see langword="null"/> when there is none.</returns>
    /// <exception cref="RepositoryException">The storage cannot be read.</exception>
    Task<byte[]?> GetAsync(string key, CancellationToken cancellationToken);

    /// <summary>Reads a part of an object.</summary>
    /// <param name="key">The object.</param>
    /// <param name="offset">Where the part begins, in bytes.</param>
    /// <param name="destination">Receives the part and is filled whole.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>Whether the object is there and long enough.</returns>
    /// <exception cref="RepositoryException">The storage cannot be read.</exception>
    Task<bool> TryReadAsync(string key, long offset, Memory<byte> destination, CancellationToken cancellationToken);

    /// <summary>Writes an object.</summary>
    /// <param name="key">The object.</param>
    /// <param name="content">Its bytes.</param>
    /// <param name="onlyIfAbsent">Whether an object that exists is left alone. Of several such writers exactly one wins.</param>
    /// <param name="cancellationToken">Gives up; the object is then there whole or not at all.</param>
    /// <returns>Whether it was written.</returns>
    /// <exception cref="RepositoryException">The storage is full or cannot be written.</exception>
    Task<bool> PutAsync(string key, ReadOnlyMemory<byte> content, bool onlyIfAbsent, CancellationToken cancellationToken);

    /// <summary>Lists objects, in no particular order.</summary>
    /// <param name="prefix">What their keys begin with: a folder with its slash.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>Every object with that prefix.</returns>
    /// <exception cref="RepositoryException">The storage cannot be read.</exception>
    Task<IReadOnlyList<BackendObject>> ListAsync(string prefix, CancellationToken cancellationToken);

    /// <summary>Removes an object; one that is not there is no error.</summary>
    /// <param name="key">The object.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>A task that ends when it is gone.</returns>
    /// <exception cref="RepositoryException">The storage cannot be written.</exception>
    Task DeleteAsync(string key, CancellationToken cancellationToken);
}
