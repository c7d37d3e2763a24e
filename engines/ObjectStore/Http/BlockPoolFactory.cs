using System.Buffers;
using Microsoft.AspNetCore.Connections;

namespace Lab.Engines.ObjectStore.Http;

/// <summary>Gives the server memory in large blocks.</summary>
internal sealed class BlockPoolFactory : IMemoryPoolFactory<byte>
{
    public MemoryPool<byte> Create(MemoryPoolOptions? options = null) => new BlockPool();
}
