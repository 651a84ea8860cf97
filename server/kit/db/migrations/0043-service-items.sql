-- What can be applied for: a category with the guide that residents read before they begin (domain/service-items/guide.ts).
create table service_items (
  category_id bigint primary key references categories (id),
  guide jsonb not null,
  -- Until then only those who keep the catalogue see it.
  is_published boolean not null default false,
  version int not null default 1,
  updated_at timestamptz not null,
  updated_by uuid references users (id)
);
comment on table service_items is 'placement: reference';
create index service_items_updater_idx on service_items (updated_by) where updated_by is not null;
