namespace Lab.Repository.Tests;

internal sealed class FailingStream : MemoryStream
{
    public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) => throw new IOException("the source is gone");
}
