using Grpc.Core;
using Lab.Engines.Milvus.Access;
using Lab.Engines.Milvus.Collections;
using Lab.Engines.Milvus.Storage;
using Lab.Milvus.Protocol;
using Status = Lab.Milvus.Protocol.Status;

namespace Lab.Engines.Milvus.Calls;

internal sealed partial class MilvusCalls
{
    private const string NoRole = "not found the role, maybe the role isn't existed or internal system error";

    public override async Task<Status> CreateRole(CreateRoleRequest request, ServerCallContext context)
    {
        var name = request.Entity?.Name ?? "";
        Names.CheckRole(name);
        if (users.RoleExists(name))
        {
            throw Failure(ErrorCode.CreateRoleFailure, $"role [name:\"{name}\"] already exists");
        }

        await users.ChangeRoleAsync(name, role => role ?? new RoleRecord { Name = name }, context.CancellationToken).ConfigureAwait(false);
        return Success();
    }

    public override async Task<Status> DropRole(DropRoleRequest request, ServerCallContext context)
    {
        if (request.RoleName is Privileges.AdminRole or Privileges.PublicRole)
        {
            throw new CallException(1401, ErrorCode.UnexpectedError, $"the role[{request.RoleName}] is a default role, which can't be dropped: privilege not permitted");
        }

        var role = users.Role(request.RoleName) ?? throw Failure(ErrorCode.DropRoleFailure, NoRole);
        if (role.Grants.Count > 0 && !request.ForceDrop)
        {
            throw Failure(ErrorCode.DropRoleFailure, "fail to drop the role that it has privileges. Use REVOKE API to revoke privileges");
        }

        await users.DropRoleAsync(request.RoleName, context.CancellationToken).ConfigureAwait(false);
        return Success();
    }

    public override async Task<Status> OperateUserRole(OperateUserRoleRequest request, ServerCallContext context)
    {
        if (!users.RoleExists(request.RoleName))
        {
            throw Failure(ErrorCode.OperateUserRoleFailure, NoRole);
        }

        if (!users.Exists(request.Username))
        {
            throw Failure(ErrorCode.OperateUserRoleFailure, "not found the user, maybe the user isn't existed or internal system error");
        }

        RefuseRoot(request.Username, ErrorCode.OperateUserRoleFailure, "the administrator's roles cannot be changed");
        await users.ChangeUserAsync(
            request.Username,
            user =>
            {
                user!.Roles.Remove(request.RoleName);
                if (request.Type == OperateUserRoleType.AddUserToRole)
                {
                    user.Roles.Add(request.RoleName);
                }

                return user;
            },
            context.CancellationToken).ConfigureAwait(false);
        return Success();
    }

    public override Task<SelectRoleResponse> SelectRole(SelectRoleRequest request, ServerCallContext context)
    {
        var roles = users.Roles.Where(role => request.Role is null || request.Role.Name.Length == 0 || role.Name == request.Role.Name).ToList();
        if (roles.Count == 0)
        {
            throw Failure(ErrorCode.SelectRoleFailure, NoRole);
        }

        return Task.FromResult(new SelectRoleResponse
        {
            Status = Success(),
            Results =
            {
                roles.Select(role => new RoleResult
                {
                    Role = new RoleEntity { Name = role.Name },
                    Users = { request.IncludeUserInfo ? users.Names.Where(name => users.RolesOf(name).Contains(role.Name)).Select(name => new UserEntity { Name = name }) : [] },
                }),
            },
        });
    }

    public override async Task<Status> OperatePrivilege(OperatePrivilegeRequest request, ServerCallContext context)
    {
        var entity = request.Entity ?? new GrantEntity();
        var privilege = entity.Grantor?.Privilege?.Name ?? "";
        var kind = entity.Object?.Name ?? "";
        if (!users.RoleExists(entity.Role?.Name ?? ""))
        {
            throw Failure(ErrorCode.OperatePrivilegeFailure, NoRole);
        }

        if (!Privileges.IsObject(kind))
        {
            throw Failure(ErrorCode.OperatePrivilegeFailure, $"not found the object type[name: {kind}], supported the object types: [Collection Global User]");
        }

        if (!Privileges.Exists(kind, privilege))
        {
            throw Failure(ErrorCode.OperatePrivilegeFailure, $"not found the privilege name[{privilege}]");
        }

        var grant = new GrantRecord
        {
            Object = kind,
            ObjectName = entity.ObjectName.Length > 0 ? entity.ObjectName : Privileges.Any,
            Privilege = privilege,
            Database = entity.DbName.Length > 0 ? entity.DbName : Catalog.DefaultDatabase,
        };
        await users.ChangeRoleAsync(
            entity.Role!.Name,
            role =>
            {
                var existing = role!.Grants.FirstOrDefault(other => other.Object == grant.Object && other.ObjectName == grant.ObjectName && other.Privilege == grant.Privilege && other.Database == grant.Database);
                if (request.Type == OperatePrivilegeType.Grant && existing is null)
                {
                    grant.Grantor = AccessInterceptor.CallerOf(context).Name;
                    role.Grants.Add(grant);
                }
                else if (request.Type == OperatePrivilegeType.Revoke && existing is not null)
                {
                    role.Grants.Remove(existing);
                }

                return role;
            },
            context.CancellationToken).ConfigureAwait(false);
        return Success();
    }

    public override Task<SelectGrantResponse> SelectGrant(SelectGrantRequest request, ServerCallContext context)
    {
        var wanted = request.Entity ?? new GrantEntity();
        var role = users.Role(wanted.Role?.Name ?? "") ?? throw Failure(ErrorCode.SelectGrantFailure, NoRole);
        var grants = role.Grants
            .Where(grant => string.IsNullOrEmpty(wanted.Object?.Name) || grant.Object == wanted.Object.Name)
            .Where(grant => wanted.ObjectName.Length == 0 || grant.ObjectName == wanted.ObjectName);
        return Task.FromResult(new SelectGrantResponse
        {
            Status = Success(),
            Entities =
            {
                grants.Select(grant => new GrantEntity
                {
                    Role = new RoleEntity { Name = role.Name },
                    Object = new ObjectEntity { Name = grant.Object },
                    ObjectName = grant.ObjectName,
                    DbName = grant.Database,
                    Grantor = new GrantorEntity { User = new UserEntity { Name = grant.Grantor }, Privilege = new PrivilegeEntity { Name = grant.Privilege } },
                }),
            },
        });
    }
}
