namespace Aspire.Hosting.ApplicationModel;

/// <summary>Hands out ports upwards from a first one. It does not look whether this machine uses them.</summary>
/// <param name="startPort">The first port.</param>
public sealed class PortAllocator(int startPort = 8000) : IPortAllocator
{
    private readonly Lock gate = new();
    private readonly HashSet<int> used = [];
    private int next = startPort;

    /// <inheritdoc />
    public void AddUsedPort(int port)
    {
        lock (gate)
        {
            used.Add(port);
        }
    }

    /// <inheritdoc />
    public int AllocatePort()
    {
        lock (gate)
        {
            while (!used.Add(next))
            {
                next++;
            }

            return next++;
        }
    }
}
