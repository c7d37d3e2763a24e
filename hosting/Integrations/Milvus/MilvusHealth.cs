using Google.Protobuf;

namespace Lab.Hosting.Integrations.Milvus;

/// <summary>What Milvus answers to CheckHealth, of which only this much is read.</summary>
internal sealed record MilvusHealth(bool IsHealthy, IReadOnlyList<string> Reasons)
{
    // The fields of milvus.proto.milvus.CheckHealthResponse and, within it, of common.Status.
    private const int StatusField = 1;
    private const int IsHealthyField = 2;
    private const int ReasonsField = 3;
    private const int StatusReasonField = 2;

    public static MilvusHealth Parse(byte[] message)
    {
        var input = new CodedInputStream(message);
        var healthy = false;
        var reasons = new List<string>();
        while (input.ReadTag() is var tag and not 0)
        {
            switch (WireFormat.GetTagFieldNumber(tag))
            {
                case StatusField:
                    reasons.AddRange(ReasonOf(input.ReadBytes()));
                    break;
                case IsHealthyField:
                    healthy = input.ReadBool();
                    break;
                case ReasonsField:
                    reasons.Add(input.ReadString());
                    break;
                default:
                    input.SkipLastField();
                    break;
            }
        }

        return new MilvusHealth(healthy, reasons);
    }

    private static IEnumerable<string> ReasonOf(ByteString status)
    {
        var input = status.CreateCodedInput();
        while (input.ReadTag() is var tag and not 0)
        {
            if (WireFormat.GetTagFieldNumber(tag) is not StatusReasonField)
            {
                input.SkipLastField();
            }
            else if (input.ReadString() is { Length: > 0 } reason)
            {
                yield return reason;
            }
        }
    }
}
