using Lab.Repository.Backends;

namespace Lab.Repository.Tests;

/// <summary>A storage before one of whose writes something else happens.</summary>
internal sealed class InterruptedBackend(IBackend inner, string prefix, Func<Task> once) : IBackend
{
    private Func<Task>? pending = once;

    public string Description => inner.Description;

    public Task<byte[]?> GetAsync(string key, CancellationToken cancellationToken) => inner.GetAsync(key, cancellationToken);

    public Task<bool> TryReadAsync(string key, long offset, Memory<byte> destination, CancellationToken cancellationToken) => inner.TryReadAsync(key, offset, destination, cancellationToken);

    public async Task<bool> PutAsync(string key, ReadOnlyMemory<byte> content, bool onlyIfAbsent, CancellationToken cancellationToken)
    {
        if (key.StartsWith(prefix, StringComparison.Ordinal) && Interlocked.Exchange(ref pending, null) is { } now)
        {
            await now();
        }

        return await inner.PutAsync(key, content, onlyIfAbsent, cancellationToken);
    }

    public Task<IReadOnlyList<BackendObject>> ListAsync(string prefix, CancellationToken cancellationToken) => inner.ListAsync(prefix, cancellationToken);

    public Task DeleteAsync(string key, CancellationToken cancellationToken) => inner.DeleteAsync(key, cancellationToken);
}
