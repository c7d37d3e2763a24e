using System.Globalization;
using Lab.Milvus.Protocol;

namespace Lab.Engines.Milvus;

/// <summary>Counts the memory that rows take, and refuses more than there may be.</summary>
internal sealed class MemoryBudget(long limit)
{
    private long used;

    public long Used => Interlocked.Read(ref used);

    /// <exception cref="CallException">There is not enough left.</exception>
    public void Take(long bytes)
    {
        if (Interlocked.Add(ref used, bytes) > limit)
        {
            Interlocked.Add(ref used, -bytes);
            throw new CallException(
                9,
                ErrorCode.MemoryQuotaExhausted,
                string.Create(CultureInfo.InvariantCulture, $"quota exceeded[reason=memory quota exhausted, rows may take {limit >> 20} MiB: delete some, or start with --set memory=…]"));
        }
    }

    /// <summary>Counts rows that are there already, whatever the limit.</summary>
    public void Count(long bytes) => Interlocked.Add(ref used, bytes);

    public void Give(long bytes) => Interlocked.Add(ref used, -bytes);
}
