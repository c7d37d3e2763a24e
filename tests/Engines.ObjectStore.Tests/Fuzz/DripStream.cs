namespace Lab.Engines.ObjectStore.Tests.Fuzz;

/// <summary>Hands out a few bytes at a time, as a network may.</summary>
internal sealed class DripStream(byte[] data, int step) : MemoryStream(data)
{
    public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
        base.ReadAsync(buffer[..Math.Min(buffer.Length, step)], cancellationToken);
}
