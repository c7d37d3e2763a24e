using System.Text;
using Grpc.Core;
using Lab.Engines.Milvus.Access;
using Lab.Engines.Milvus.Collections;
using Lab.Engines.Milvus.Storage;
using Lab.Milvus.Protocol;
using Status = Lab.Milvus.Protocol.Status;

namespace Lab.Engines.Milvus.Calls;

internal sealed partial class MilvusCalls
{
    private const int ShortestPassword = 6;
    private const int LongestPassword = 256;

    public override async Task<Status> CreateCredential(CreateCredentialRequest request, ServerCallContext context)
    {
        Names.CheckUser(request.Username);
        var password = Password(request.Password);
        RefuseRoot(request.Username, ErrorCode.CreateCredentialFailure, $"user already exists: {request.Username}");
        await users.ChangeUserAsync(
            request.Username,
            user => user is null
                ? UserDirectory.WithPassword(new UserRecord { Name = request.Username }, password)
                : throw Failure(ErrorCode.CreateCredentialFailure, $"user already exists: {request.Username}"),
            context.CancellationToken).ConfigureAwait(false);
        return Success();
    }

    public override async Task<Status> UpdateCredential(UpdateCredentialRequest request, ServerCallContext context)
    {
        var (old, password) = (Decoded(request.OldPassword), Password(request.NewPassword));
        RefuseRoot(request.Username, ErrorCode.UpdateCredentialFailure, "the password of the administrator is the one that the engine is started with");
        if (!users.Verify(request.Username, old) && !users.RolesOf(AccessInterceptor.CallerOf(context).Name).Contains(Privileges.AdminRole))
        {
            throw WrongPassword(request.Username);
        }

        await users.ChangeUserAsync(
            request.Username,
            user => user is null || !users.Verify(request.Username, old) ? throw WrongPassword(request.Username) : UserDirectory.WithPassword(user, password),
            context.CancellationToken).ConfigureAwait(false);
        return Success();
    }

    public override async Task<Status> DeleteCredential(DeleteCredentialRequest request, ServerCallContext context)
    {
        if (request.Username == users.Root)
        {
            throw new CallException(1401, ErrorCode.UnexpectedError, "root user cannot be deleted: privilege not permitted");
        }

        await users.DropUserAsync(request.Username, context.CancellationToken).ConfigureAwait(false);
        return Success();
    }

    public override Task<ListCredUsersResponse> ListCredUsers(ListCredUsersRequest request, ServerCallContext context) =>
        Task.FromResult(new ListCredUsersResponse { Status = Success(), Usernames = { users.Names } });

    public override Task<SelectUserResponse> SelectUser(SelectUserRequest request, ServerCallContext context)
    {
        var names = request.User is { Name.Length: > 0 } one ? users.Names.Where(name => name == one.Name) : users.Names;
        return Task.FromResult(new SelectUserResponse
        {
            Status = Success(),
            Results =
            {
                names.Select(name => new UserResult
                {
                    User = new UserEntity { Name = name },
                    Roles = { request.IncludeRoleInfo ? users.RolesOf(name).Select(role => new RoleEntity { Name = role }) : [] },
                }),
            },
        });
    }

    private static CallException Failure(ErrorCode code, string reason) => new(CallException.UnexpectedCode, code, reason);

    private static CallException WrongPassword(string user) =>
        new(1400, ErrorCode.UnexpectedError, $"old password not correct for {user}: not authenticated");

    private static string Password(string encoded)
    {
        var password = Decoded(encoded);
        return password.Length is >= ShortestPassword and <= LongestPassword
            ? password
            : throw CallException.Invalid($"invalid password length: invalid parameter[{password.Length} out of range {ShortestPassword} <= value <= {LongestPassword}]");
    }

    private static string Decoded(string encoded)
    {
        var bytes = new byte[encoded.Length];
        return Convert.TryFromBase64String(encoded, bytes, out var length)
            ? Encoding.UTF8.GetString(bytes, 0, length)
            : throw CallException.Invalid("a password must be encoded in Base64");
    }

    private void RefuseRoot(string name, ErrorCode code, string reason)
    {
        if (name == users.Root)
        {
            throw Failure(code, reason);
        }
    }
}
