namespace Aspire.Hosting.ApplicationModel;

/// <summary>A value that is set later, and can be set again: who asks before waits for the first one.</summary>
/// <typeparam name="T">The value's type.</typeparam>
public sealed class ValueSnapshot<T>
    where T : notnull
{
    private readonly TaskCompletionSource<T> first = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private volatile Task<T>? latest;

    /// <summary>Whether a value, or an exception, has been set.</summary>
    public bool IsValueSet => first.Task.IsCompleted;

    /// <summary>Gets the latest value, waiting for the first one.</summary>
    public Task<T> GetValueAsync(CancellationToken cancellationToken = default) => latest ?? first.Task.WaitAsync(cancellationToken);

    /// <summary>Sets the value.</summary>
    public void SetValue(T value) => Set(Task.FromResult(value));

    /// <summary>Makes those who ask for the value fail.</summary>
    public void SetException(Exception exception)
    {
        ArgumentNullException.ThrowIfNull(exception);
        var failure = Task.FromException<T>(exception);
        _ = failure.Exception;
        Set(failure);
        _ = first.Task.Exception;
    }

    private void Set(Task<T> value)
    {
        latest = value;
        first.TrySetFromTask(value);
    }
}
