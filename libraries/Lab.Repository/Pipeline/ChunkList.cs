using Lab.Repository.Snapshots;

namespace Lab.Repository.Pipeline;

/// <summary>The chunks of one stream, filled in by workers in any order.</summary>
internal sealed class ChunkList
{
    private readonly Lock gate = new();
    private ChunkReference[] references = [];
    private int reserved;
    private int filled;
    private bool closed;

    /// <summary>Whether every chunk of the whole stream has its id.</summary>
    public bool IsComplete
    {
        get
        {
            lock (gate)
            {
                return closed && filled == reserved;
            }
        }
    }

    /// <summary>The chunks, when complete.</summary>
    public IReadOnlyList<ChunkReference> References
    {
        get
        {
            lock (gate)
            {
                return new ArraySegment<ChunkReference>(references, 0, reserved);
            }
        }
    }

    public static ChunkList Of(IReadOnlyList<ChunkReference> known) =>
        new() { references = [.. known], reserved = known.Count, filled = known.Count, closed = true };

    public int Reserve()
    {
        lock (gate)
        {
            if (reserved == references.Length)
            {
                Array.Resize(ref references, Math.Max(4, references.Length * 2));
            }

            return reserved++;
        }
    }

    public void Fill(int ordinal, ChunkReference reference)
    {
        lock (gate)
        {
            references[ordinal] = reference;
            filled++;
        }
    }

    public void Close()
    {
        lock (gate)
        {
            closed = true;
        }
    }
}
