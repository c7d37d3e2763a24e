namespace Lab.Engines.MongoDB.Storage;

/// <inheritdoc/>
internal sealed class WriteRequest<T>(Func<WriteUnit, T> write, CancellationToken cancellationToken) : WriteRequest
{
    private readonly TaskCompletionSource<T> _completion = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private T? _result;

    public Task<T> Completion => _completion.Task;

    public override void Run(WriteUnit unit)
    {
        cancellationToken.ThrowIfCancellationRequested();
        _result = write(unit);
    }

    public override void Committed() => _completion.TrySetResult(_result!);

    public override void Failed(Exception error) => _completion.TrySetException(error);
}
