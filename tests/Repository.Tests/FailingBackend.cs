using Lab.Repository.Backends;

namespace Lab.Repository.Tests;

/// <summary>A storage that is full after some writes.</summary>
internal sealed class FailingBackend(IBackend inner, int puts) : IBackend
{
    private int left = puts;

    public string Description => inner.Description;

    public Task<byte[]?> GetAsync(string key, CancellationToken cancellationToken) => inner.GetAsync(key, cancellationToken);

    public Task<bool> TryReadAsync(string key, long offset, Memory<byte> destination, CancellationToken cancellationToken) => inner.TryReadAsync(key, offset, destination, cancellationToken);

    public Task<bool> PutAsync(string key, ReadOnlyMemory<byte> content, bool onlyIfAbsent, CancellationToken cancellationToken) => Interlocked.Decrement(ref left) < 0
        ? throw new RepositoryException(RepositoryError.Full, "the disk is full.")
        : inner.PutAsync(key, content, onlyIfAbsent, cancellationToken);

    public Task<IReadOnlyList<BackendObject>> ListAsync(string prefix, CancellationToken cancellationToken) => inner.ListAsync(prefix, cancellationToken);

    public Task DeleteAsync(string key, CancellationToken cancellationToken) => inner.DeleteAsync(key, cancellationToken);
}
