using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using Lab.Hosting.Embedded.PostgreSQL;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace Lab.Embedded.Tests.Builders;

public sealed class DatabaseTests : IDisposable
{
    private readonly DeclaredApplication run = DeclaredApplication.ToRun();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private IDistributedApplicationBuilder Builder => run.Builder;

    public void Dispose() => run.Dispose();

    [Fact]
    public async Task PostgreSQL()
    {
        var server = Builder.AddPostgres("pg", password: Password("p@ss w/rd"));
        var database = server.AddDatabase("db", "my db").Resource;
        DeclaredApplication.Allocate(server.Resource);

        (await server.Resource.GetConnectionStringAsync(Cancellation)).ShouldBe("Host=localhost;Port=10000;Username=postgres;Password=p@ss w/rd");
        (await PropertiesOf(database)).ShouldBe(new Dictionary<string, string>
        {
            ["Host"] = "localhost",
            ["Port"] = "10000",
            ["Username"] = "postgres",
            ["Password"] = "p@ss w/rd",
            ["Uri"] = "postgresql://postgres:p%40ss%20w%2Frd@localhost:10000/my%20db",
            ["JdbcConnectionString"] = "jdbc:postgresql://localhost:10000/my%20db",
            ["DatabaseName"] = "my db",
        });
        server.Resource.Databases.ShouldBe(new Dictionary<string, string> { ["db"] = "my db" });
    }

    [Fact]
    public async Task A_databases_connection_string_extends_its_servers()
    {
        var server = Builder.AddPostgres("pg", Builder.AddParameter("user", "ada"), Password("secret"));
        var database = server.AddDatabase("db").Resource;
        DeclaredApplication.Allocate(server.Resource);

        (await database.ConnectionStringExpression.GetValueAsync(Cancellation)).ShouldBe("Host=localhost;Port=10000;Username=ada;Password=secret;Database=db");
        database.ConnectionStringExpression.ValueExpression.ShouldBe("{pg.connectionString};Database=db");
    }

    [Fact]
    public async Task Another_resource_can_answer_for_a_servers_connection_string()
    {
        var elsewhere = Builder.AddConnectionString("elsewhere", ReferenceExpression.Create($"Host=elsewhere")).Resource;
        var server = Builder.AddPostgres("pg").WithConnectionStringRedirection(elsewhere);

        (await server.Resource.GetConnectionStringAsync(Cancellation)).ShouldBe("Host=elsewhere");
        (await server.AddDatabase("db").Resource.ConnectionStringExpression.GetValueAsync(Cancellation)).ShouldBe("Host=elsewhere;Database=db");
    }

    [Fact]
    public async Task User_and_password_and_port_can_be_set_later()
    {
        var server = Builder.AddPostgres("pg").WithUserName(Builder.AddParameter("user", "ada")).WithPassword(Password("secret")).WithHostPort(5433).Resource;
        DeclaredApplication.Allocate(server);

        server.PrimaryEndpoint.EndpointAnnotation.Port.ShouldBe(5433);
        var environment = await run.EnvironmentOf(server);
        (environment["POSTGRES_USER"], environment["POSTGRES_PASSWORD"]).ShouldBe(("ada", "secret"));
    }

    [Theory]
    [InlineData("16.10", "/var/lib/postgresql/data")]
    [InlineData("17-alpine", "/var/lib/postgresql/data")]
    [InlineData("latest", "/var/lib/postgresql/data")]
    [InlineData("18", "/var/lib/postgresql")]
    [InlineData("18.1-bookworm", "/var/lib/postgresql")]
    public void PostgreSQL_keeps_its_data_where_its_image_does(string tag, string target)
    {
        var mount = Builder.AddPostgres("pg").WithImageTag(tag).WithDataVolume("data").Resource.Annotations.OfType<ContainerMountAnnotation>().Single();

        (mount.Source, mount.Target).ShouldBe(("data", target));
    }

    [Theory]
    [InlineData(null, "CREATE DATABASE \"my \"\"db\"")]
    [InlineData("CREATE DATABASE x TEMPLATE template0", "CREATE DATABASE x TEMPLATE template0")]
    public void A_database_is_created_by_its_quoted_name_or_its_script(string? script, string statement)
    {
        var database = Builder.AddPostgres("pg").AddDatabase("db", "my \"db");
        if (script is not null)
        {
            database.WithCreationScript(script);
        }

        PostgresDatabases.Statement(database.Resource).ShouldBe(statement);
    }

    [Fact]
    public async Task Databases_are_created_when_the_server_is_ready()
    {
        var without = Builder.AddPostgres("without").Resource;
        var with = Builder.AddPostgres("with", password: Password("secret"));
        var database = with.AddDatabase("db").Resource;
        DeclaredApplication.Allocate(with.Resource, firstPort: 1);
        await using var services = Builder.Services.BuildServiceProvider();

        // There is no server, so what is to be created is seen by the attempt.
        (await HealthTests.CheckAsync(run, database)).Description.ShouldBe("Database 'db' is created when its server is ready.");
        await Builder.Eventing.PublishAsync(new ResourceReadyEvent(without, services), Cancellation);
        (await Should.ThrowAsync<Exception>(() => Builder.Eventing.PublishAsync(new ResourceReadyEvent(with.Resource, services), Cancellation)))
            .GetBaseException().Message.ShouldNotContain("secret");
        (await HealthTests.CheckAsync(run, database)).Exception.ShouldBeAssignableTo<NpgsqlException>();
    }

    [Fact]
    public async Task MongoDB()
    {
        var server = Builder.AddMongoDB("mongo", password: Password("p@ss"));
        var database = server.AddDatabase("docs").Resource;
        DeclaredApplication.Allocate(server.Resource);

        const string arguments = "?authSource=admin&authMechanism=SCRAM-SHA-256";
        (await server.Resource.ConnectionStringExpression.GetValueAsync(Cancellation)).ShouldBe($"mongodb://admin:p%40ss@localhost:10000/{arguments}");
        (await PropertiesOf(database)).ShouldBe(new Dictionary<string, string>
        {
            ["Host"] = "localhost",
            ["Port"] = "10000",
            ["Username"] = "admin",
            ["Password"] = "p@ss",
            ["AuthenticationDatabase"] = "admin",
            ["AuthenticationMechanism"] = "SCRAM-SHA-256",
            ["Uri"] = $"mongodb://admin:p%40ss@localhost:10000/docs{arguments}",
            ["DatabaseName"] = "docs",
        });
    }

    [Fact]
    public async Task MongoDB_without_a_password_lets_everyone_in()
    {
        var server = Builder.AddResource(new MongoDBServerResource("mongo")).WithEndpoint(name: "tcp", targetPort: 27017);
        DeclaredApplication.Allocate(server.Resource);

        (await server.Resource.ConnectionStringExpression.GetValueAsync(Cancellation)).ShouldBe("mongodb://localhost:10000");
        (await PropertiesOf(server.Resource)).Keys.ShouldBe(["Host", "Port", "Username", "Uri"]);
    }

    [Theory]
    [InlineData(false, "localhost:10000,password=secret")]
    [InlineData(true, "localhost:10000,password=secret,ssl=true")]
    public async Task Redis(bool tls, string connectionString)
    {
        var server = Builder.AddRedis("redis", password: Password("secret")).WithEndpoint("tcp", endpoint => endpoint.TlsEnabled = tls).Resource;
        DeclaredApplication.Allocate(server);

        server.TlsEnabled.ShouldBe(tls);
        (await server.GetConnectionStringAsync(Cancellation)).ShouldBe(connectionString);
        (await PropertiesOf(server)).ShouldBe(new Dictionary<string, string>
        {
            ["Host"] = "localhost",
            ["Port"] = "10000",
            ["Password"] = "secret",
            ["Uri"] = "redis://:secret@localhost:10000",
        });
    }

    [Fact]
    public async Task Redis_takes_its_password_from_the_environment_and_writes_its_volume()
    {
        var server = Builder.AddRedis("redis", password: Password("secret")).WithDataVolume("data").WithPersistence(TimeSpan.FromMinutes(5), 10).Resource;

        (await run.ArgumentsOf(server)).ShouldBe(["-c", "redis-server --requirepass $REDIS_PASSWORD --save 300 10"]);
        (await run.EnvironmentOf(server))["REDIS_PASSWORD"].ShouldBe("secret");
        server.Annotations.OfType<ContainerMountAnnotation>().ShouldHaveSingleItem().Target.ShouldBe("/data");
    }

    [Fact]
    public async Task Redis_without_a_password_has_none()
    {
        var server = Builder.AddRedis("redis").WithPassword(null).Resource;
        DeclaredApplication.Allocate(server);

        (await run.ArgumentsOf(server)).ShouldBe(["-c", "redis-server"]);
        (await server.GetConnectionStringAsync(Cancellation)).ShouldBe("localhost:10000");
    }

    [Fact]
    public async Task Milvus()
    {
        var server = Builder.AddMilvus("milvus", Password("secret"));
        var database = server.AddDatabase("vectors").Resource;
        DeclaredApplication.Allocate(server.Resource);

        (await ((IResourceWithConnectionString)database).GetConnectionStringAsync(Cancellation)).ShouldBe("Endpoint=http://localhost:10000;Key=root:secret;Database=vectors");
        (await PropertiesOf(database)).ShouldBe(new Dictionary<string, string>
        {
            ["Host"] = "localhost",
            ["Port"] = "10000",
            ["Token"] = "root:secret",
            ["Uri"] = "http://localhost:10000",
            ["DatabaseName"] = "vectors",
        });
        (await run.ArgumentsOf(server.Resource)).ShouldBe(["milvus", "run", "standalone"]);
    }

    [Fact]
    public async Task Milvus_is_configured_by_a_file_of_the_app_hosts()
    {
        var server = Builder.AddMilvus("milvus").WithConfigurationFile("milvus.yaml").WithDataVolume("data").Resource;

        var files = server.Annotations.OfType<ContainerFileSystemCallbackAnnotation>().ShouldHaveSingleItem();
        var file = (await files.Callback(new ContainerFileSystemCallbackContext { Model = server }, Cancellation)).ShouldHaveSingleItem().ShouldBeOfType<ContainerFile>();
        (files.DestinationPath, file.Name, file.SourcePath).ShouldBe(("/milvus/configs", "milvus.yaml", Path.Combine(run.Folder, "milvus.yaml")));
        server.Annotations.OfType<ContainerMountAnnotation>().ShouldHaveSingleItem().Target.ShouldBe("/var/lib/milvus");
    }

    private static async Task<Dictionary<string, string>> PropertiesOf(IResourceWithConnectionString resource)
    {
        var properties = new Dictionary<string, string>();
        foreach (var (name, value) in resource.GetConnectionProperties())
        {
            properties.Add(name, (await value.GetValueAsync(Cancellation))!);
        }

        return properties;
    }

    private IResourceBuilder<ParameterResource> Password(string value) => Builder.AddParameter("password", value, secret: true);
}
