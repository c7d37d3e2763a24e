using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;
using Lab.Engines.Milvus.Columns;

namespace Lab.Engines.Milvus.Searching;

/// <summary>
/// Finds the nearest rows of a chunk, exactly. The codes of a row give its inner product with the query up to a known error (by
/// Cauchy-Schwarz: the query's length times the row's residual, and the query's residual times the codes' length): only rows that could
/// be near enough are calculated in floating point. Without AVX2 all rows are.
/// </summary>
internal static class VectorScan
{
    /// <summary>Offers the selected rows of a slice.</summary>
    /// <param name="column">The vectors.</param>
    /// <param name="selected">Which rows count.</param>
    /// <param name="slice">The number that hits carry.</param>
    /// <param name="query">What is searched for.</param>
    /// <param name="range">Which hits count.</param>
    /// <param name="hits">Takes the nearest.</param>
    // Compiled once, for this machine's registers: code that is made ahead of time knows neither, and waits long to be made anew.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Run(VectorColumn column, bool[] selected, int slice, PreparedQuery query, NearnessRange range, NearestHits hits)
    {
        var useCodes = Avx2.IsSupported;
        for (var row = 0; row < selected.Length; row++)
        {
            if (!selected[row])
            {
                continue;
            }

            if (useCodes && AtMost(column, row, query) <= Math.Max(hits.Threshold, range.Least))
            {
                continue;
            }

            var nearness = query.Nearness(column, row);
            if (range.Contains(nearness))
            {
                hits.Offer(new Hit(slice, row, nearness));
            }
        }
    }

    // The most that the row's nearness can be.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static float AtMost(VectorColumn column, int row, PreparedQuery query)
    {
        var norm = column.Norms[row];
        var product = column.Scales[row] * query.Scale * (Product(column, row, query.Codes) - (128 * query.CodeSum));
        var most = product + (query.Norm * (column.Residuals[row] + (query.Rounding * norm))) + (query.Residual * column.CodeNorms[row]);
        return query.Metric switch
        {
            Metric.InnerProduct => most,
            Metric.Cosine => norm == 0 || query.Norm == 0 ? float.PositiveInfinity : (most / (norm * query.Norm)) + query.Rounding,
            _ => (2 * most) - (((norm * norm) + (query.Norm * query.Norm)) * (1 - query.Rounding)),
        };
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static int Product(VectorColumn column, int row, sbyte[] query)
    {
        ref var codes = ref Unsafe.Add(ref MemoryMarshal.GetArrayDataReference(column.Codes), (nint)row * column.CodeStride);
        ref var components = ref MemoryMarshal.GetArrayDataReference(query);
        var sum = Vector256<int>.Zero;
        for (var i = 0; i < query.Length; i += Vector256<byte>.Count)
        {
            var pairs = Avx2.MultiplyAddAdjacent(Vector256.LoadUnsafe(ref codes, (nuint)i), Vector256.LoadUnsafe(ref components, (nuint)i));
            sum += Avx2.MultiplyAddAdjacent(pairs, Vector256<short>.One);
        }

        return Vector256.Sum(sum);
    }
}
