using System.Buffers;
using Lab.Engines.MongoDB.Commands;
using Lab.Engines.MongoDB.Wire;

namespace Lab.Engines.MongoDB.Server;

/// <summary>Reads messages of one client and answers them, one after the other.</summary>
internal sealed class Connection(CommandDispatcher dispatcher, ConnectionState state, Stream stream) : IDisposable
{
    /// <summary>The longest message of a client that has not proven who it is.</summary>
    private const int MaxUnknown = 1 << 20;

    /// <summary>A buffer beyond this is not kept for the next answer.</summary>
    private const int MaxKept = 1 << 20;

    private readonly byte[] _header = new byte[MessageHeader.Size];
    private MemoryStream _reply = new();
    private int _replies;

    /// <summary>Returns when the client closes the connection.</summary>
    /// <exception cref="WireException">The client does not speak the protocol.</exception>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        while (await stream.ReadAtLeastAsync(_header, _header.Length, throwOnEndOfStream: false, cancellationToken).ConfigureAwait(false) == _header.Length)
        {
            var request = await ReadAsync(cancellationToken).ConfigureAwait(false);
            var reply = await dispatcher.RunAsync(state, request, cancellationToken).ConfigureAwait(false);
            if (request.WantsReply)
            {
                MessageWriter.Write(_reply, request, ++_replies, reply);
                await stream.WriteAsync(_reply.GetBuffer().AsMemory(0, (int)_reply.Length), cancellationToken).ConfigureAwait(false);
                if (_reply.Capacity > MaxKept)
                {
                    _reply = new MemoryStream();
                }
            }
        }
    }

    public void Dispose() => _reply.Dispose();

    private async Task<WireRequest> ReadAsync(CancellationToken cancellationToken)
    {
        var header = MessageHeader.Read(_header, state.User is null ? MaxUnknown : MessageHeader.MaxMessage);
        var message = ArrayPool<byte>.Shared.Rent(header.Length);
        try
        {
            _header.CopyTo(message, 0);
            await stream.ReadExactlyAsync(message.AsMemory(MessageHeader.Size, header.Length - MessageHeader.Size), cancellationToken).ConfigureAwait(false);
            return MessageReader.Read(header, message.AsSpan(0, header.Length));
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(message);
        }
    }
}
