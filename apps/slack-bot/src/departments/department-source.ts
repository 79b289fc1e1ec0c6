import { type DepartmentDirectory, DepartmentSearch } from '@roster/database';
import { DomainError } from '@roster/domain';
import type { DataSource } from 'typeorm';
import type { DepartmentSource } from './resolve-department.js';

/** Departments as they are in Postgres. */
export function departmentSource(dataSource: DataSource, directory: DepartmentDirectory): DepartmentSource {
  return {
    search: new DepartmentSearch(dataSource),
    async departmentWithId(organizationId, id) {
      try {
        const { name, path } = await directory.retrieve(organizationId, id);
        return { id, name, path };
      } catch (error) {
        if (error instanceof DomainError && error.code === 'DEPARTMENT_NOT_FOUND') return null;
        throw error;
      }
    },
  };
}
