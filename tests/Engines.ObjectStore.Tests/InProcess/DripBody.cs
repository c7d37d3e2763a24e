using Lab.Engines.ObjectStore.Payload;

namespace Lab.Engines.ObjectStore.Tests.InProcess;

/// <summary>A body that comes in pieces, and ends or breaks off.</summary>
internal sealed class DripBody(byte[] data, int piece, bool breaks = false) : ReadOnlyStream
{
    private int position;

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        await Task.Yield();
        var count = Math.Min(Math.Min(piece, buffer.Length), data.Length - position);
        if (count == 0 && breaks)
        {
            throw new IOException("broken");
        }

        data.AsSpan(position, count).CopyTo(buffer.Span);
        position += count;
        return count;
    }
}
