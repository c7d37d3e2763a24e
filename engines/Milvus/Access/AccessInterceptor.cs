using System.Text;
using Google.Protobuf;
using Grpc.Core;
using Grpc.Core.Interceptors;
using Lab.Engines.Milvus.Collections;

namespace Lab.Engines.Milvus.Access;

/// <summary>Lets nobody in without the right password (in the header <c>authorization</c>, Base64 of <c>user:password</c>), and nobody do what is not granted.</summary>
internal sealed class AccessInterceptor(UserDirectory users) : Interceptor
{
    private const string Header = "authorization";

    public static Caller CallerOf(ServerCallContext context) => (Caller)context.UserState[typeof(Caller)];

    public override Task<TResponse> UnaryServerHandler<TRequest, TResponse>(TRequest request, ServerCallContext context, UnaryServerMethod<TRequest, TResponse> continuation)
    {
        var caller = Authenticate(context.RequestHeaders.GetValue(Header));
        context.UserState[typeof(Caller)] = caller;
        var call = context.Method[(context.Method.LastIndexOf('/') + 1)..];
        if (Privileges.Of(call) is { } privilege && !IsOwn(call, request, caller) && !IsAllowed(caller, privilege, request, context))
        {
            throw new RpcException(new Status(StatusCode.PermissionDenied, $"Privilege{privilege.Name}: permission deny to {caller.Name}"));
        }

        return continuation(request, context);
    }

    private static string Text(object request, string field) =>
        request is IMessage message && message.Descriptor.FindFieldByName(field) is { } descriptor && descriptor.Accessor.GetValue(message) is string text ? text : "";

    // Everyone may change the own password and see the own roles.
    private static bool IsOwn(string call, object request, Caller caller) => call switch
    {
        "UpdateCredential" => Text(request, "username") == caller.Name,
        "SelectUser" => request is Lab.Milvus.Protocol.SelectUserRequest { User.Name: var name } && name == caller.Name,
        _ => false,
    };

    private bool IsAllowed(Caller caller, Privilege privilege, object request, ServerCallContext context)
    {
        var database = Text(request, "db_name") is { Length: > 0 } named ? named : context.RequestHeaders.GetValue("dbname") is { Length: > 0 } header ? header : Catalog.DefaultDatabase;
        var names = request is Lab.Milvus.Protocol.FlushRequest flush ? flush.CollectionNames : (IEnumerable<string>)[Text(request, "collection_name")];
        return names.All(name => users.IsAllowed(caller.Name, privilege, name, database));
    }

    private Caller Authenticate(string? header)
    {
        if (string.IsNullOrEmpty(header))
        {
            throw new RpcException(new Status(StatusCode.Unauthenticated, "missing authorization in header"));
        }

        var bytes = new byte[header.Length];
        if (Convert.TryFromBase64String(header, bytes, out var length)
            && Encoding.UTF8.GetString(bytes, 0, length).Split(':', 2) is [var name, var password]
            && users.Verify(name, password))
        {
            return new Caller(name);
        }

        throw new RpcException(new Status(StatusCode.Unauthenticated, "auth check failure, please check username and password are correct"));
    }
}
