using CreditShare.Engines.Processes;

namespace CreditShare.Engines.MongoDb;

/// <summary>
/// A folder with Debian unstable's DocumentDB (the MongoDB-compatible engine on PostgreSQL) and an empty cluster to copy. Made once a machine, in
/// about a minute and 1.1 GB; found again by later runs. Programs of it run inside it, so that nothing of this system's own PostgreSQL is touched.
/// </summary>
internal static class DocumentDbRoot
{
    /// <summary>Raised when the recipe below changes: an older folder is then left alone and a new one made.</summary>
    private const string Folder = "/var/cache/creditshare-engines/documentdb-1";

    public const string Programs = "/usr/lib/postgresql/18/bin";

    /// <summary>Inside the root: the empty cluster, and beside it those of the nodes.</summary>
    public const string Template = "/var/lib/creditshare/template";

    // Mounts live in a name space of their own and end with the script; without policy-rc.d the packages would start a server.
    private const string Recipe = """
        set -eu
        new=$1; template=$2; programs=$3
        debootstrap --variant=minbase sid "$new"
        mount --bind /proc "$new/proc"
        mount --rbind /dev "$new/dev"
        export DEBIAN_FRONTEND=noninteractive LC_ALL=C.UTF-8
        printf '#!/bin/sh\nexit 101\n' >"$new/usr/sbin/policy-rc.d"
        chmod 755 "$new/usr/sbin/policy-rc.d"
        chroot "$new" apt-get -q -o Acquire::Check-Valid-Until=false update
        chroot "$new" apt-get -qy install --no-install-recommends postgresql-18 postgresql-18-documentdb
        chroot "$new" apt-get clean
        mkdir -p "$new$template"
        chroot "$new" chown postgres:postgres "$template"
        as() { chroot --userspec=postgres:postgres "$new" env HOME=/tmp "$@"; }
        as $programs/initdb -A trust -U postgres --encoding=UTF8 --locale=C.UTF-8 -D "$template"
        cat >>"$new$template/postgresql.conf" <<END
        shared_preload_libraries = 'pg_cron,pg_documentdb_core,pg_documentdb'
        cron.database_name = 'postgres'
        cron.use_background_workers = on
        documentdb.useFileBasedPersistedCursors = on
        listen_addresses = '127.0.0.1'
        unix_socket_directories = ''
        max_connections = 200
        END
        mkdir "$new/tmp/socket"
        chroot "$new" chown postgres:postgres /tmp/socket
        as $programs/pg_ctl -D "$template" -w -l /tmp/template.log -o "-c listen_addresses='' -c unix_socket_directories=/tmp/socket" start
        as $programs/psql -h /tmp/socket -c 'CREATE EXTENSION documentdb CASCADE'
        as $programs/pg_ctl -D "$template" -w -m fast stop
        """;

    /// <returns>The root folder.</returns>
    /// <exception cref="InvalidOperationException">There is none here and none can be made; says how to get an engine.</exception>
    public static async Task<string> FindOrMakeAsync(CancellationToken ct)
    {
        if (Directory.Exists(Folder))
            return Folder;
        if (!DebianPackage.CanInstall)
        {
            throw new InvalidOperationException(
                $"No MongoDB here: set {MongoDbEngine.AddressVariable}=mongodb://host:port, or start Docker, or run the tests once as root on Debian, which fetches DocumentDB.");
        }
        await DebianPackage.InstallAsync("debootstrap", () => File.Exists("/usr/sbin/debootstrap"), ct);
        await using var held = await DebianPackage.LockAsync(ct);
        if (!Directory.Exists(Folder))
            await MakeAsync(ct);
        return Folder;
    }

    private static async Task MakeAsync(CancellationToken ct)
    {
        var unfinished = Folder + ".new";
        if (Directory.Exists(unfinished))
            Directory.Delete(unfinished, recursive: true);
        Directory.CreateDirectory(Path.GetDirectoryName(Folder)!);
        await Command.RunAsync("unshare", ["--mount", "sh", "-c", Recipe, "recipe", unfinished, Template, Programs], new Dictionary<string, string>(), ct);
        Directory.Move(unfinished, Folder);
    }
}
